import type { CodeInfo } from "../../src/diagnostics/diagnostic.ts";

/** A Markdown table as prettier writes it. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, at) => Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |\n`;
  return [head, widths.map((width) => "-".repeat(width)), ...body].map(line).join("");
}

/** The page that lists every rule. */
export function indexPage(rules: readonly (CodeInfo & { readonly code: string })[]): string {
  const rows = rules.map(({ code, severity, title }) => [`[${code}](${code}.md)`, severity, title]);
  return `# The rules of \`ragstep check\`\n\n${table([["Code", "Severity", "Reports"], ...rows])}`;
}

/** The page that lists what is reported while files are read. */
export function readingPage(codes: ReadonlyMap<string, CodeInfo>): string {
  const rows = [...codes].map(([code, { severity, title }]) => [`\`${code}\``, severity, title]);
  return [
    "# What is reported while files are read",
    "",
    "A file that is missing, a text that is no Mermaid or no YAML, a module that does not load. Each message says",
    "what was found and what was expected; these codes have no page of their own.",
    "",
    table([["Code", "Severity", "Means"], ...rows]),
  ].join("\n");
}
