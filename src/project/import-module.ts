import { pathToFileURL } from "node:url";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { sourceFile } from "../text/source-file.ts";
import { readFileSync } from "node:fs";
import { projectCodes } from "./codes.ts";
import { causeText, placeInFile } from "./import-error.ts";

/** What an import came to. */
export type Imported =
  | { readonly kind: "loaded"; readonly exports: Readonly<Record<string, unknown>> }
  | { readonly kind: "failed"; readonly error: unknown };

/** Imports a file of the project. Never throws: whatever the file throws is given back. */
export async function importModule(path: string): Promise<Imported> {
  try {
    const exports: Readonly<Record<string, unknown>> = await import(pathToFileURL(path).href);
    return { kind: "loaded", exports };
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** A failed import as a diagnostic at the line that failed, as far as the error tells it. */
export function importDiagnostic(
  code: "handler-import" | "state-import",
  path: string,
  shown: string,
  error: unknown,
): Diagnostic {
  const file = sourceFile(shown, readAgain(path));
  const place = placeInFile(error, path);
  const start = place ? offsetOf(file.text, place) : 0;
  const lineEnd = file.text.indexOf("\n", start);
  return {
    code,
    severity: projectCodes[code].severity,
    message: `\`${shown}\` cannot be loaded: ${causeText(error)}`,
    location: { file, span: { start, end: place && lineEnd !== -1 ? lineEnd : start } },
    hint: importHint(error, shown),
  };
}

/** What to do about the two mistakes of a new project; for all others, how to see the whole error. */
function importHint(error: unknown, shown: string): string {
  const text = causeText(error);
  if (/outside a module|Unexpected token 'export'/.test(text)) return "npm pkg set type=module";
  if (/Cannot find module .*\.gen\.ts/.test(text)) return "ragstep gen";
  return `node ${shown}`;
}

/** The text for the code frame; the frame is left out when the file is gone. */
function readAgain(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function offsetOf(text: string, place: { readonly line: number; readonly column: number }): number {
  let start = 0;
  for (let line = 1; line < place.line; line++) {
    const end = text.indexOf("\n", start);
    if (end === -1) return start;
    start = end + 1;
  }
  return start + place.column - 1;
}
