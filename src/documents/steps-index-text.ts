import { stepPageName } from "./step-page.ts";
import { cell, link } from "./markdown.ts";
import type { Pages } from "./pages.ts";
import type { StepRow } from "./step-row.ts";
import { statusTexts } from "./step-status.ts";

/** The table of all steps by number, each with its page, its lane and its status. */
export function stepsIndexText(rows: readonly StepRow[], pages: Pages): string {
  const { up } = pages;
  return [
    "# Steps",
    "",
    `Written by \`ragstep gen\`; do not edit. How far they are: ${link("conformance", pages.conformance, up)}.`,
    "",
    "| step | node | label | type | lane | status |",
    "| ---: | --- | --- | --- | --- | --- |",
    ...rows.map(({ entry, node, status }) => {
      const lane = node?.lane ?? null;
      const page = link(`\`${entry.node_id}\``, `${pages.steps}/${stepPageName(entry)}`, up);
      const laneLink = lane === null ? "" : link(lane, pages.lane(lane), up);
      return `| ${entry.step} | ${page} | ${cell(entry.node_label)} | ${entry.type} | ${laneLink} | ${statusTexts[status.kind]} |`;
    }),
    "",
  ].join("\n");
}
