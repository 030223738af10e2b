import { stepPageName } from "./step-page.ts";
import type { StepDeclaration } from "../definition/step.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import type { StepTimes } from "../project/load-step-times.ts";
import type { TakenEdges } from "../recording/taken-edges.ts";
import type { KeyNeighbours } from "./key-neighbours.ts";
import { codeList, link } from "./markdown.ts";
import type { Pages } from "./pages.ts";
import { outcomeLines, timesTaken, waysOut } from "./recorded-ways.ts";
import { edgeText, handlerText, namesLine } from "./step-facts-text.ts";
import type { StepRow } from "./step-row.ts";
import { statusTexts } from "./step-status.ts";

/** What an audit compares a step with. */
export interface AuditContext {
  readonly graph: Graph;
  readonly neighbours: KeyNeighbours;
  readonly pages: Pages;
  /** What the recorded runs took; null in a project without recordings. */
  readonly taken: TakenEdges | null;
  /** The last measurement of the steps. */
  readonly times: StepTimes | null;
}

function inLine(texts: readonly string[], none: string): string {
  return texts.length === 0 ? none : texts.join(", ");
}

function below(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [`- ${title}: none`] : [`- ${title}:`, ...lines.map((line) => `  - ${line}`)];
}

function nodeName({ graph, pages }: AuditContext, index: number): string {
  const node = graph.nodes[index];
  const entry = node?.entry;
  const name = `\`${node?.id ?? ""}\``;
  return entry ? link(name, `${pages.steps}/${stepPageName(entry)}`, pages.up) : name;
}

function edgeLines(context: AuditContext, node: GraphNode): readonly string[] {
  const out = waysOut(node);
  return [
    `- Edges in: ${inLine(
      node.in.map((edge) => edgeText(nodeName(context, edge.source), edge) + timesTaken(context.taken, edge)),
      "none, a run starts here",
    )}`,
    `- Edges out: ${inLine(
      out.map((edge) => edgeText(nodeName(context, edge.target), edge) + timesTaken(context.taken, edge)),
      "none, a branch ends here",
    )}`,
  ];
}

function keyLines({ neighbours }: AuditContext, node: GraphNode, code: StepDeclaration): readonly string[] {
  const from = (key: string): string => {
    const writers = neighbours.writersBefore(node.index, key);
    return writers.length === 0 ? "from the run's input" : `from ${codeList(writers)}`;
  };
  const to = (key: string): string => {
    const readers = neighbours.readersAfter(node.index, key);
    return readers.length === 0 ? "read by no later step" : `read by ${codeList(readers)}`;
  };
  const optional = Object.entries(code.optional);
  return [
    ...below(
      "Reads",
      code.reads.map((key) => `\`${key}\` ${from(key)}`),
    ),
    ...(optional.length === 0
      ? []
      : below(
          "Reads if there",
          optional.map(([key, without]) => `\`${key}\` ${from(key)}; without it: ${without}`),
        )),
    ...below(
      "Writes",
      code.writes.map((key) => `\`${key}\` ${to(key)}`),
    ),
    ...namesLine("Logged attributes", code.attrs),
    ...(code.pure ? ["- Pure: touches no store and no service"] : []),
  ];
}

function timeLines({ times }: AuditContext, { entry }: StepRow): readonly string[] {
  const time = times?.steps.get(entry.node_id);
  if (times === null || time === undefined) return [];
  return [`- Last bench: p50 ${time.p50} µs, p95 ${time.p95} µs (${times.machine}, ${times.date})`];
}

/** The audit of one step: its status, the facts it rests on, and what is left to do. */
export function auditText(context: AuditContext, row: StepRow): readonly string[] {
  const { node, definition, status, ownTests, otherTests } = row;
  const tests = [...ownTests, ...otherTests].map((path) => link(`\`${path}\``, path, context.pages.up));
  return [
    `Status: ${statusTexts[status.kind]} (${status.why.replace(/\.$/, "")})`,
    "",
    `- Handler: ${handlerText(row, context.pages)}`,
    ...(node === null ? ["- Not drawn"] : edgeLines(context, node)),
    ...(node === null || node.stores.length === 0
      ? []
      : [`- Stores: ${node.stores.map(({ store, access }) => `\`${store}\` (${access})`).join(", ")}`]),
    ...(node === null ? [] : outcomeLines(context.taken, node)),
    ...(node === null || definition === null ? [] : keyLines(context, node, definition)),
    `- Tests: ${tests.length === 0 ? "none" : tests.join(", ")}`,
    ...timeLines(context, row),
    ...(status.next === null ? [] : [`- Next: ${status.next}`]),
  ];
}
