import type { Diagnostic, Location, Severity } from "../diagnostics/diagnostic.ts";
import { codeFrame } from "../text/code-frame.ts";
import { positionAt } from "../text/source-file.ts";
import { plural } from "./counts.ts";
import { plainPalette } from "./palette.ts";
import type { Palette } from "./palette.ts";

function paint(severity: Severity, palette: Palette): (text: string) => string {
  return severity === "warning" ? palette.yellow : palette.red;
}

/** `path:line:column`, as editors and terminals make it clickable. */
export function placeText(location: Location): string {
  const { line, column } = positionAt(location.file, location.span.start);
  return `${location.file.path}:${line}:${column}`;
}

function frameLines(location: Location, palette: Palette, mark: (text: string) => string): string[] {
  if (location.file.text === "") return [];
  const [gutter, source, carets] = codeFrame(location.file, location.span);
  return [palette.dim(gutter ?? ""), source ?? "", mark(carets ?? "")].map((line) => `  ${line}`);
}

/** One diagnostic with its code frame, the other places involved and the hint. Ends without a line break. */
export function prettyDiagnostic(diagnostic: Diagnostic, palette: Palette = plainPalette): string {
  const mark = paint(diagnostic.severity, palette);
  const lines: string[] = [];
  if (diagnostic.location) lines.push(palette.cyan(placeText(diagnostic.location)));
  lines.push(
    `${mark(palette.bold(diagnostic.severity))} ${palette.dim(`[${diagnostic.code}]`)} ${diagnostic.message}`,
  );
  if (diagnostic.location) lines.push(...frameLines(diagnostic.location, palette, mark));
  for (const related of diagnostic.related ?? []) {
    lines.push(`  ${palette.dim("see")} ${palette.cyan(placeText(related))} ${related.message}`);
    lines.push(...frameLines(related, palette, palette.dim));
  }
  if (diagnostic.hint !== undefined)
    lines.push(`  ${palette.green("hint")} ${diagnostic.hint.replaceAll("\n", "\n       ")}`);
  return lines.join("\n");
}

/** `2 errors, 1 warning`, or `no problems`. */
export function problemCount(diagnostics: readonly Diagnostic[]): string {
  const parts = (["fatal", "error", "warning"] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    if (count === 0) return [];
    return [severity === "fatal" ? `${count} fatal` : plural(count, severity)];
  });
  return parts.length === 0 ? "no problems" : parts.join(", ");
}

/** All diagnostics, a blank line between two of them; an empty string for none. */
export function prettyDiagnostics(
  diagnostics: readonly Diagnostic[],
  palette: Palette = plainPalette,
): string {
  return diagnostics.map((diagnostic) => `${prettyDiagnostic(diagnostic, palette)}\n`).join("\n");
}
