import { behaviorMark, markers, proseHeadings } from "./step-page.ts";
import type { StepProse } from "./step-page.ts";
import { auditText } from "./audit-text.ts";
import type { AuditContext } from "./audit-text.ts";
import { factsText, tasksText } from "./step-facts-text.ts";
import type { StepRow } from "./step-row.ts";

function section(heading: string, text: string): readonly string[] {
  return [`## ${heading}`, "", ...(text === "" ? [] : [text, ""])];
}

/** A step's page: what people wrote stays as it is, everything between the markers follows from the project. */
export function stepPageText(context: AuditContext, row: StepRow, prose: StepProse): string {
  const { entry } = row;
  const { facts, audit } = markers;
  return [
    `# RAG STEP ${entry.step} — ${entry.node_label} (${entry.id})`,
    "",
    `**Type:** ${entry.type}  `,
    `**Category:** ${entry.category}  `,
    `**Node ID:** \`${entry.node_id}\``,
    "",
    ...section(proseHeadings.intent, prose.intent),
    ...section(proseHeadings.behavior, ""),
    facts.begin,
    "",
    ...factsText(row, context.pages),
    "",
    facts.end,
    "",
    `${behaviorMark} ${prose.behavior}`.trimEnd(),
    "",
    ...section(proseHeadings.differences, prose.differences),
    ...section(proseHeadings.risks, prose.risks),
    ...prose.more.flatMap((text) => [text, ""]),
    facts.begin,
    "",
    ...tasksText(row, context.pages),
    "",
    facts.end,
    "",
    audit.begin,
    "",
    ...auditText(context, row),
    "",
    audit.end,
    "",
  ].join("\n");
}
