import { stepPageName } from "./step-page.ts";
import type { Graph } from "../graph/graph.ts";
import { lanePicture } from "./lane-picture.ts";
import { cell, link } from "./markdown.ts";
import type { Pages } from "./pages.ts";
import type { StepRow } from "./step-row.ts";
import { statusTexts } from "./step-status.ts";

/** A lane's page: its picture with all edges in and out, and its own steps. */
export function lanePageText(
  graph: Graph,
  lane: { readonly id: string; readonly title: string },
  own: readonly StepRow[],
  pages: Pages,
): string {
  return [
    `# Lane ${lane.title}`,
    "",
    "Written by `ragstep gen`; do not edit. Steps of other lanes are dashed.",
    "",
    "```mermaid",
    `${lanePicture(graph, lane.id, lane.title)}\`\`\``,
    "",
    "| step | node | label | status |",
    "| ---: | --- | --- | --- |",
    ...own.map(({ entry, status }) => {
      const page = link(`\`${entry.node_id}\``, `${pages.steps}/${stepPageName(entry)}`, pages.up);
      return `| ${entry.step} | ${page} | ${cell(entry.node_label)} | ${statusTexts[status.kind]} |`;
    }),
    "",
  ].join("\n");
}
