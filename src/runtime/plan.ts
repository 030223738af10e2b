import type { StateDefinition, AnyStateKey } from "../definition/state.ts";
import type { StepDefinition } from "../definition/step.ts";
import type { GraphNode, NodeKind, Graph } from "../graph/graph.ts";
import type { Program } from "../graph/program.ts";
import { isRepeatable } from "../graph/repeatable.ts";
import { reachability, type Reachability } from "../graph/reachability.ts";
import type { RetryPolicy } from "../registry/entry.ts";
import { engineKeys } from "./engine-keys.ts";
import { StepContractError } from "./errors.ts";
import type { HandlerContext } from "./handler-context.ts";
import { routeOver, routesByOutcome, type Route } from "./route.ts";
import { visitSlots } from "./visit-slots.ts";

/** How often a run may come to one node when its registry entry does not say. */
export const defaultMaxVisits = 25;

/** A node as the walk needs it: no look-up by name is left. */
export interface PlannedNode {
  readonly index: number;
  readonly id: string;
  /** Registry number; null when not registered. */
  readonly step: number | null;
  readonly kind: NodeKind;
  readonly graphNode: GraphNode;
  readonly definition: StepDefinition | null;
  /** A step that is not written yet has one that says so. */
  readonly handler: (context: HandlerContext) => unknown;
  /** Every out-edge; null for a decision. */
  readonly route: Route | null;
  /** By outcome; null for every other step. Chosen combinations are added as they come up. */
  readonly byOutcome: Map<string, Route> | null;
  readonly errorRoute: Route | null;
  /** More than one edge in: live branches may have to meet here. */
  readonly joins: boolean;
  /** The run's response is the state here. */
  readonly responds: boolean;
  /** Place in a run's visit counters; -1 when a run comes here at most once. */
  readonly visitSlot: number;
  readonly maxVisits: number;
  /** 0: no limit. */
  readonly timeoutMs: number;
  readonly retry: RetryPolicy | null;
  readonly flag: string | null;
  /** What the flag is in a run that does not set it. */
  readonly flagDefault: boolean;
  readonly writes: ReadonlySet<string>;
  /** The live values that a resumed run gets by running this step again; none when a second time could do harm. */
  readonly live: readonly string[];
}

/** A program made ready to run; shared by all its runs. */
export interface Plan {
  readonly program: Program;
  readonly graph: Graph;
  readonly nodes: readonly PlannedNode[];
  readonly keys: ReadonlyMap<string, AnyStateKey>;
  readonly visitSlots: number;
  /** Worked out when a branch first waits at a join. */
  readonly reachability: Reachability;
}

const plans = new WeakMap<Program, Plan>();

/** Works out routes, joins and policies of a program. Runs do this themselves; call it to pay the time early. Cached per program. */
export function prepare(program: Program): Plan {
  const known = plans.get(program);
  if (known !== undefined) return known;
  const plan = planOf(program);
  plans.set(program, plan);
  return plan;
}

function planOf(program: Program): Plan {
  const { graph } = program;
  const slots = visitSlots(graph);
  let paths: Reachability | undefined;
  return {
    program,
    graph,
    nodes: graph.nodes.map((node) =>
      planNode(program, node, program.steps[node.index] ?? null, slots[node.index] ?? -1),
    ),
    keys: new Map(Object.entries<AnyStateKey>({ ...engineKeys, ...program.state } satisfies StateDefinition)),
    visitSlots: slots.reduce((most, slot) => Math.max(most, slot + 1), 0),
    get reachability() {
      return (paths ??= reachability(graph));
    },
  };
}

function planNode(
  { graph, state }: Program,
  node: GraphNode,
  definition: StepDefinition | null,
  visitSlot: number,
): PlannedNode {
  const { entry, kind, errorEdge } = node;
  const decides = kind === "decision";
  return {
    index: node.index,
    id: node.id,
    step: entry?.step ?? null,
    kind,
    graphNode: node,
    definition,
    // The step's own types say which keys, stores and services it sees; the runner hands over what the project gave.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- StepDefinition forgot them on purpose
    handler: definition === null ? notWritten(node) : (definition.run as PlannedNode["handler"]),
    route: decides ? null : routeOver(graph.nodes, node.out),
    byOutcome: decides ? routesByOutcome(graph.nodes, node) : null,
    errorRoute: errorEdge === null ? null : routeOver(graph.nodes, [errorEdge], "error"),
    joins: node.in.length > 1,
    responds: (kind === "startEnd" || kind === "error") && node.out.length === 0,
    visitSlot,
    maxVisits: entry?.max_visits ?? defaultMaxVisits,
    timeoutMs: entry?.timeout_ms ?? 0,
    retry: entry?.retry ?? null,
    flag: entry?.flag ?? null,
    flagDefault: entry?.flag_default ?? true,
    writes: new Set(definition?.writes),
    live:
      definition !== null && isRepeatable(node, definition)
        ? definition.writes.filter((key) => state[key]?.flags.transient === true)
        : [],
  };
}

function notWritten(node: GraphNode): () => never {
  return () => {
    const planned = node.entry?.status.kind === "planned" ? "is only planned" : "has no handler";
    throw new StepContractError(
      "step-not-written",
      `The run reached step \`${node.id}\`, which ${planned}.`,
      {
        node: node.id,
        hint: `step("${node.id}", { run({ state }) { … } }) as the default export of ${node.id}.ts`,
      },
    );
  };
}
