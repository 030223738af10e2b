import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { countsText } from "./counts.ts";
import type { Counts } from "./counts.ts";
import { placeText, problemCount } from "./pretty.ts";

const signs = { fatal: "⛔ fatal", error: "❌ error", warning: "⚠️ warning" } as const;

/** A text in a cell: one line, and no sign that would end the cell or begin markup. Code spans stay as they are. */
export function cell(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/[\\*_~<>[\]]/g, String.raw`\$&`)))
    .join("")
    .replaceAll("|", String.raw`\|`)
    .replaceAll(/\r?\n/g, "<br>");
}

/** A line to paste, as code; several lines as several spans. A backtick inside needs a longer fence. */
function pasted(hint: string): string {
  return hint
    .split("\n")
    .map((line) => {
      const fence = line.includes("`") ? "``" : "`";
      const text = fence === "`" ? line : ` ${line} `;
      return `${fence}${text.replaceAll("|", String.raw`\|`)}${fence}`;
    })
    .join("<br>");
}

function row(diagnostic: Diagnostic): string {
  const { code, severity, message, location, hint } = diagnostic;
  const place = location === undefined ? "" : `\`${placeText(location)}\``;
  const cells = [
    signs[severity],
    `\`${code}\``,
    place,
    cell(message),
    hint === undefined ? "" : pasted(hint),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

/** A comment for a pull request: what was looked at, what there is to know about that, and a table of what was found. */
export function markdownReport(
  diagnostics: readonly Diagnostic[],
  counts: Counts,
  notes: readonly string[] = [],
): string {
  const looked = [countsText(counts), ...notes].map((text) => `\n${text}\n`).join("");
  const head = `### ragstep check: ${problemCount(diagnostics)}\n${looked}`;
  if (diagnostics.length === 0) return head;
  const columns = "| Severity | Code | Place | What is wrong | To paste |\n| --- | --- | --- | --- | --- |\n";
  return `${head}\n${columns}${diagnostics.map(row).join("")}`;
}
