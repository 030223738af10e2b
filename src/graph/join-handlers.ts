import type { DeclaredKeys } from "../definition/state.ts";
import type { StepDeclaration } from "../definition/step.ts";
import type { Diagnostic, RelatedLocation, Result } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { checkDefinition } from "./check-definition.ts";
import type { Graph } from "./graph.ts";
import { programCodes } from "./program-codes.ts";
import type { ProgramCode } from "./program-codes.ts";

/** A handler's file with the step that it exports by default, or with what is wrong about its export. */
export interface ReadHandler<Step extends StepDeclaration> {
  /** As it is shown in messages, relative to the project. */
  readonly file: string;
  readonly step: Result<Step | null>;
}

/** What to join. */
export interface HandlersToJoin<Step extends StepDeclaration> {
  readonly graph: Graph;
  readonly state: DeclaredKeys;
  readonly handlers: readonly ReadHandler<Step>[];
}

interface Found<Step> {
  readonly file: string;
  readonly definition: Step;
}

function inFile(file: string): RelatedLocation {
  return { file: { path: file, text: "" }, span: { start: 0, end: 0 }, message: "the other one" };
}

function report(
  code: ProgramCode,
  file: string,
  message: string,
  details: Partial<Diagnostic> = {},
): Diagnostic {
  const location = { file: { path: file, text: "" }, span: { start: 0, end: 0 } };
  return { code, severity: programCodes[code].severity, message, location, ...details };
}

/** The folder that a handler's file stands in; empty at the top. */
function folderOf(file: string): string {
  return /([^/\\]*)[/\\][^/\\]*$/.exec(file)?.[1] ?? "";
}

/** The name of a handler's file without folder and ending: the node id that it should be for. */
function nameOf(file: string): string {
  const start = Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1;
  const end = file.lastIndexOf(".");
  return end < start ? file.slice(start) : file.slice(start, end);
}

function handlersByNode<Step extends StepDeclaration>(
  graph: Graph,
  handlers: readonly ReadHandler<Step>[],
  diagnostics: Diagnostic[],
): Map<string, Found<Step>> {
  const found = new Map<string, Found<Step>>();
  for (const { file, step } of handlers) {
    diagnostics.push(...step.diagnostics);
    if (step.value === null) continue;
    const { node } = step.value;
    const before = found.get(node);
    if (before !== undefined) {
      const message = `\`${file}\` and \`${before.file}\` are both the handler of \`${node}\`, but a step has one.`;
      diagnostics.push(
        report("handler-repeated", file, message, {
          related: [inFile(before.file)],
          hint: "remove one of the two files",
        }),
      );
      continue;
    }
    found.set(node, { file, definition: step.value });
    const lane = graph.nodes[graph.indexOf.get(node) ?? -1]?.lane ?? null;
    if (!graph.indexOf.has(node)) {
      const store = graph.stores.has(node) ? `, where \`${node}\` is a store` : "";
      const message = `\`${file}\` is the handler of \`${node}\`, which the diagram does not draw as a step${store}.${didYouMean(node, graph.indexOf.keys())}`;
      diagnostics.push(
        report("handler-orphan", file, message, { hint: `draw \`${node}\`, or remove the file` }),
      );
    } else if (nameOf(file) !== node) {
      const message = `\`${file}\` is the handler of \`${node}\`, but a handler's file has the name of its node.`;
      diagnostics.push(
        report("handler-file-name", file, message, {
          hint: `git mv ${file} ${file.replace(nameOf(file), node)}`,
        }),
      );
    } else if (lane !== null && folderOf(file) !== lane) {
      const message = `\`${file}\` is the handler of \`${node}\`, which is drawn in the lane \`${lane}\`, but lanes and folders agree.`;
      diagnostics.push(report("handler-lane", file, message, { hint: `move it to a folder \`${lane}\`` }));
    }
  }
  return found;
}

function orphans(handlers: ReadonlyMap<string, unknown>, graph: Graph): readonly string[] {
  return [...handlers.keys()].filter((node) => !graph.indexOf.has(node));
}

/** Joins handlers with the nodes of a graph: by `GraphNode.index`, null where a step has none. */
export function joinHandlers<Step extends StepDeclaration>({
  graph,
  state,
  handlers: read,
}: HandlersToJoin<Step>): Result<readonly (Step | null)[]> {
  const diagnostics: Diagnostic[] = [];
  const handlers = handlersByNode(graph, read, diagnostics);
  let files: ReadonlySet<string> | undefined;
  const definitions = graph.nodes.map((node) => {
    const handler = handlers.get(node.id);
    if (handler !== undefined) {
      diagnostics.push(
        ...checkDefinition(handler.definition, node, state).map(({ code, message, hint }) =>
          report(code, handler.file, message, { hint }),
        ),
      );
      return handler.definition;
    }
    // A file that is there but holds no step was reported already.
    files ??= new Set(read.map(({ file }) => nameOf(file)));
    if (node.entry?.status.kind === "planned" || files.has(node.id)) return null;
    const number = node.entry === null ? "" : `Step ${node.entry.step} `;
    diagnostics.push({
      code: "handler-missing",
      severity: programCodes["handler-missing"].severity,
      message: `${number}\`${node.id}\` is drawn but has no handler.${didYouMean(node.id, orphans(handlers, graph))}`,
      location: { file: graph.diagram, span: node.span },
      hint: `steps/${node.lane === null ? "" : `${node.lane}/`}${node.id}.ts: export default step("${node.id}", { run() {} }); or, in the registry: status: planned`,
    });
    return null;
  });
  return { value: definitions, diagnostics };
}
