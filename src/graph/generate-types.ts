import type { Graph, GraphNode } from "./graph.ts";

/** Where the generated module finds what it needs, as import specifiers. */
export interface GenerateTypesOptions {
  /** Module that exports `state`; `./state.ts` by default. */
  readonly state?: string;
  /** Module that exports the types `Stores` and `Services`; null when the steps have neither. `./environment.ts` by default. */
  readonly environment?: string | null;
  /** The engine; `ragstep` by default. */
  readonly engine?: string;
  /** What writes the file again, for its first line; `ragstep gen` by default. */
  readonly command?: string;
}

const identifier = /^[A-Za-z_$][\w$]*$/;

function property(name: string): string {
  return identifier.test(name) ? name : JSON.stringify(name);
}

function comment(node: GraphNode): string {
  const number = node.entry === null ? "" : `${node.entry.step} · `;
  return `/** ${number}${node.label} */`.replaceAll(/\*\/(?!$)/g, "* /");
}

function facts(node: GraphNode): string {
  const outcome =
    node.outcomes.length === 0 ? "never" : node.outcomes.map((label) => JSON.stringify(label)).join(" | ");
  const stores = node.stores
    .map(({ store, access }) => `readonly ${property(store)}: "${access}"`)
    .join("; ");
  return `{ readonly outcome: ${outcome}; readonly stores: ${stores === "" ? "{}" : `{ ${stores} }`} }`;
}

/**
 * The text of a project's `ragstep.gen.ts`: what diagram and registry say about each node, as types, and the `step`
 * function that makes handlers obey them. The same graph gives the same text.
 */
export function generateTypes(graph: Graph, options: GenerateTypesOptions = {}): string {
  const {
    state = "./state.ts",
    environment = "./environment.ts",
    engine = "ragstep",
    command = "ragstep gen",
  } = options;
  const sources = [graph.diagram.path, ...(graph.registry === null ? [] : [graph.registry.file.path])].join(
    " and ",
  );
  const imports = [`import { stepsOf } from ${JSON.stringify(engine)};`];
  if (environment !== null)
    imports.push(`import type { Services, Stores } from ${JSON.stringify(environment)};`);
  imports.push(`import type { state } from ${JSON.stringify(state)};`);
  const nodes = graph.nodes.flatMap((node) => [
    `  ${comment(node)}`,
    `  readonly ${property(node.id)}: ${facts(node)};`,
  ]);
  const environmentTypes = environment === null ? "" : ", Stores, Services";
  return [
    `// Written by \`${command}\` from ${sources}; edit those instead.`,
    ...imports,
    "",
    "/** What each node of the diagram may decide and which stores it may touch. */",
    "export type GraphFacts = {",
    ...nodes,
    "};",
    "",
    '/** Makes the handler of a node: `export default step("NodeId", { … })`. */',
    `export const step = stepsOf<typeof state, GraphFacts${environmentTypes}>();`,
    "",
  ].join("\n");
}
