import type { Change, VersionDiff } from "../diff/change.ts";
import { workingTree } from "../project/version-texts.ts";
import { plural } from "./counts.ts";
import { mermaidDiff } from "./diff-mermaid.ts";
import { areaTitles, changeSign, changeDetail, diffSummary, verdictTexts } from "./diff-text.ts";
import { cell } from "./markdown.ts";

/** Characters of each part; together, with what stands around them, below the 65,536 of a comment on GitHub. */
const limits = { head: 1_000, table: 24_000, picture: 24_000, reasons: 12_000 } as const;

/** GitHub's Mermaid draws no more; it says so in place of the picture. */
const maxEdges = 500;

/** The first line finds the comment again, so that the next run edits it. */
export const diffMarker = "<!-- ragstep-diff -->";

const marks = { "+": "🟢 added", "-": "🔴 removed", "~": "🟡 changed" } as const;

/** A text as code: nobody is mentioned in it and nothing is linked. */
function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const inside = longest > 0 ? ` ${text} ` : text;
  return `${fence}${inside.replaceAll("|", String.raw`\|`).replaceAll(/\r?\n/g, " ")}${fence}`;
}

function markOf(change: Change): string {
  const sign = changeSign(change);
  return sign === "+" || sign === "-" ? marks[sign] : `🟡 ${change.change}`;
}

function row(change: Change): string {
  const detail = changeDetail(change);
  const cells = [
    markOf(change),
    areaTitles[change.area],
    code(change.subject),
    detail === "" ? "" : code(detail),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

/** As many of the lines as fit, and how many are left out. */
function cut(lines: readonly string[], limit: number): { readonly text: string; readonly left: number } {
  let text = "";
  for (const [at, line] of lines.entries()) {
    if (text.length + line.length > limit) return { text, left: lines.length - at };
    text += line;
  }
  return { text, left: 0 };
}

/** The command that tells the same without a limit. */
function commandOf({ before, after }: VersionDiff): string {
  return ["ragstep diff", before.name, ...(after.name === workingTree ? [] : [after.name])].join(" ");
}

function seeAll(diff: VersionDiff): string {
  return `\`${commandOf(diff)}\` shows all`;
}

function picture(diff: VersionDiff): string {
  const { text, boxes, edges } = mermaidDiff(diff);
  if (boxes === 0) return "";
  const why = edges > maxEdges ? `more than ${maxEdges} edges` : "more text than a comment holds";
  if (edges > maxEdges || text.length > limits.picture)
    return `\nThe picture is left out, because it has ${why}: \`${commandOf(diff)} --format mermaid\` draws it.\n`;
  return `\n\`\`\`mermaid\n${text}\`\`\`\n\nGreen is added, red and dashed is removed, amber is changed, grey is what stands around it.\n`;
}

/**
 * A comment for a pull request: one line that says what differs, a table, the picture, and what it means for saved runs.
 * What would not fit is left out, and said to be.
 */
export function markdownDiff(diff: VersionDiff): string {
  const { before, after, changes, savedRuns, notCompared } = diff;
  const summary = cell(diffSummary(diff)).slice(0, limits.head);
  const head = `${diffMarker}\n### ragstep diff: ${summary}\n\n${code(before.name)} → ${code(after.name)}\n`;
  const left =
    notCompared.length === 0
      ? ""
      : `\nNot compared: ${cell(notCompared.join("; "))}.\n`.slice(0, limits.head);
  if (changes.length === 0) return head + left;
  const ordered = Object.keys(areaTitles).flatMap((area) => changes.filter((change) => change.area === area));
  const table = cut(ordered.map(row), limits.table);
  const rest = table.left === 0 ? "" : `\n… and ${plural(table.left, "change")} more; ${seeAll(diff)}.\n`;
  const reasons = cut(
    savedRuns.reasons.map((reason) => `- **${reason.class}**: ${cell(reason.text)}\n`),
    limits.reasons,
  );
  const more = reasons.left === 0 ? "" : `- … and ${plural(reasons.left, "reason")} more; ${seeAll(diff)}.\n`;
  return [
    head,
    "\n| | Part | What | Detail |\n| --- | --- | --- | --- |\n",
    table.text,
    rest,
    picture(diff),
    `\n**Saved runs: ${savedRuns.verdict}.** ${verdictTexts[savedRuns.verdict]}\n`,
    savedRuns.reasons.length === 0 ? "" : `\n${reasons.text}${more}`,
    left,
  ].join("");
}
