import { stepPageName } from "./step-page.ts";
import type { Graph } from "../graph/graph.ts";
import type { TakenEdges } from "../recording/taken-edges.ts";
import { cell, link } from "./markdown.ts";
import type { Pages } from "./pages.ts";
import type { StepRow } from "./step-row.ts";
import { statusTexts } from "./step-status.ts";
import type { StatusKind } from "./step-status.ts";

const kinds = [
  "implemented",
  "not-exercised",
  "not-reachable",
  "missing",
  "deprecated",
] as const satisfies readonly StatusKind[];

function countsOf(rows: readonly StepRow[]): string {
  return kinds.map((kind) => rows.filter(({ status }) => status.kind === kind).length).join(" | ");
}

/** How much of the diagram the recorded runs take; nothing in a project without recordings. */
function recordedText(graph: Graph, taken: TakenEdges | null): readonly string[] {
  if (taken === null) return [];
  const branches = graph.edges.filter(({ source }) => graph.nodes[source]?.kind === "decision");
  const count = branches.filter(({ index }) => taken.byEdge.has(index)).length;
  return [
    `Recorded runs take ${taken.byEdge.size} of ${graph.edges.length} edges and ${count} of ${branches.length} outcomes of decisions.`,
    "",
  ];
}

/** How far the code is behind or beside the diagram: counts by lane and status, and every step that is not at its best. */
export function conformanceText(
  graph: Graph,
  rows: readonly StepRow[],
  taken: TakenEdges | null,
  pages: Pages,
): string {
  const { up } = pages;
  const rowsOf = Map.groupBy(rows, ({ node }) => node?.lane ?? null);
  const lanes = graph.lanes.map(({ id, title }) => ({
    name: link(title.text, pages.lane(id), up),
    rows: rowsOf.get(id) ?? [],
  }));
  const outside = rowsOf.get(null) ?? [];
  const all = outside.length === 0 ? lanes : [...lanes, { name: "in no lane", rows: outside }];
  const open = rows.filter(({ status }) => status.kind !== "implemented");
  return [
    "# Conformance",
    "",
    `Written by \`ragstep gen\`; do not edit. Each step is judged by diagram, registry, code${taken === null ? " and tests" : ", tests and recorded runs"}: ${link("all steps", pages.index, up)}.`,
    "",
    `| lane | steps | ${kinds.map((kind) => statusTexts[kind]).join(" | ")} |`,
    `| --- | ---: |${" ---: |".repeat(kinds.length)}`,
    ...all.map((lane) => `| ${lane.name} | ${lane.rows.length} | ${countsOf(lane.rows)} |`),
    `| **all** | ${rows.length} | ${countsOf(rows)} |`,
    "",
    ...recordedText(graph, taken),
    "## Not at their best",
    "",
    ...(open.length === 0
      ? ["Every step is implemented, wired and tested.", ""]
      : [
          "| step | node | status | why |",
          "| ---: | --- | --- | --- |",
          ...open.map(({ entry, status }) => {
            const page = link(`\`${entry.node_id}\``, `${pages.steps}/${stepPageName(entry)}`, up);
            return `| ${entry.step} | ${page} | ${statusTexts[status.kind]} | ${cell(status.why)} |`;
          }),
          "",
        ]),
  ].join("\n");
}
