import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { positionAt } from "../text/source-file.ts";

/** What GitHub's runner reads as the end of a message, or as an escape. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** In a property, commas and colons end it too. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function placed({ location }: Diagnostic): readonly (readonly [string, string])[] {
  if (location === undefined) return [];
  const { file, span } = location;
  const start = positionAt(file, span.start);
  const end = positionAt(file, span.end);
  return [
    ["file", file.path],
    ["line", String(start.line)],
    ["endLine", String(end.line)],
    // Columns are read only where the place is within one line.
    ...(start.line === end.line
      ? ([
          ["col", String(start.column)],
          ["endColumn", String(end.column)],
        ] as const)
      : []),
  ];
}

function annotation(diagnostic: Diagnostic): string {
  const { code, severity, message, hint } = diagnostic;
  const properties = [...placed(diagnostic), ["title", code]]
    .map(([name = "", value = ""]) => `${name}=${property(value)}`)
    .join(",");
  const text = hint === undefined ? message : `${message}\n${hint}`;
  return `::${severity === "warning" ? "warning" : "error"} ${properties}::${data(text)}\n`;
}

/** Workflow commands that GitHub shows at the lines of a pull request; an empty string for no diagnostics. */
export function githubReport(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(annotation).join("");
}
