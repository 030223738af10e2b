import type { GraphEdge } from "../graph/graph.ts";
import { codeList, link, testName } from "./markdown.ts";
import type { Pages } from "./pages.ts";
import type { StepRow } from "./step-row.ts";
import { statusTexts } from "./step-status.ts";

function policyText({ entry, node }: StepRow): string {
  const { retry, timeout_ms, max_visits, flag } = entry;
  const parts = [
    ...(timeout_ms === undefined ? [] : [`timeout ${timeout_ms} ms`]),
    ...(retry === undefined
      ? []
      : [
          `${retry.attempts} attempts, first wait ${retry.backoff_ms} ms, factor ${retry.factor}, jitter ${retry.jitter}`,
        ]),
    ...(max_visits === undefined ? [] : [`at most ${max_visits} visits a run`]),
    ...(flag === undefined ? [] : [`feature flag \`${flag}\``]),
    ...(node?.errorEdge == null ? [] : ["a failure takes the `error` edge"]),
  ];
  return parts.length === 0 ? "the engine's defaults" : parts.join("; ");
}

/** Where the code is, or why there is none, as a link to its line. */
export function handlerText({ handler }: StepRow, { up }: Pages): string {
  if (handler === null) return "none";
  const { path, line } = handler;
  return `[\`${path}:${line}\`](${up}${path}#L${line})`;
}

/** The facts at the head of a page: where the code is, whose it is, how far it is, under which policy it runs. */
export function factsText(row: StepRow, pages: Pages): readonly string[] {
  const { entry, node, status } = row;
  const lane = node?.lane ?? null;
  return [
    `- **Paths / classes:** ${handlerText(row, pages)}`,
    `- **Status:** ${statusTexts[status.kind]}`,
    `- **Lane:** ${lane === null ? "none" : link(`\`${lane}\``, pages.lane(lane), pages.up)}`,
    `- **Owner:** ${entry.code_owner ?? "nobody"}`,
    `- **Policy:** ${policyText(row)}`,
  ];
}

/** The template of the line that each completed visit writes. */
function logLine({ entry, definition }: StepRow): string {
  const attrs = ["step", "request_id", ...(definition?.attrs ?? []), "next_step", "processing_stage"];
  return `RAG STEP ${entry.step} (${entry.id}): ${entry.node_label} | attrs={${attrs.join(", ")}}`;
}

function testLinks(paths: readonly string[], up: string): string {
  return paths.map((path) => link(testName(path), path, up)).join(", ");
}

function task(done: boolean, text: string): string {
  return `- [${done ? "x" : " "}] ${text}`;
}

/** The task list, what done means, and links; ticked by what is there. */
export function tasksText(row: StepRow, pages: Pages): readonly string[] {
  const { entry, definition, ownTests, otherTests } = row;
  const { up } = pages;
  const [diagram, registry, tests] = [pages.diagram, pages.registry, pages.testsByStep];
  return [
    "## TDD Task List",
    "",
    task(ownTests.length > 0, `Unit tests${ownTests.length > 0 ? `: ${testLinks(ownTests, up)}` : ""}`),
    task(
      otherTests.length > 0,
      `Tests with other steps${otherTests.length > 0 ? `: ${otherTests.map((path) => link(`\`${path}\``, path, up)).join(", ")}` : ""}`,
    ),
    task(definition !== null, "Implementation"),
    task(definition !== null, "Observability: one structured log line a visit"),
    `  \`${logLine(row)}\``,
    task(true, entry.flag === undefined ? "Feature flag: none needed" : `Feature flag: \`${entry.flag}\``),
    "",
    "## Done When",
    "",
    "- Its own tests and those of its lane pass, and every edge out of it is taken by one of them.",
    "- `ragstep check` finds nothing here, and the status below is the best one.",
    "",
    "## Links",
    "",
    `- RAG Diagram: ${link(`\`${diagram}\``, diagram, up)}`,
    `- Step registry: ${link(`\`${registry}\``, registry, up)}`,
    `- Tests: ${link(`\`${tests}\``, tests, up)}`,
  ];
}

/** An edge as a line of a list; a label stands behind the arrow. */
export function edgeText(name: string, edge: GraphEdge): string {
  return edge.label === null ? name : `${name} (${edge.label})`;
}

/** Names of a step's code in one line each; nothing for what it does not have. */
export function namesLine(title: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`- ${title}: ${codeList(names)}`];
}
