import type { Diagnostic, Location } from "../diagnostics/diagnostic.ts";
import { positionAt } from "../text/source-file.ts";
import type { Counts } from "./counts.ts";

/** The shape of every JSON report; raised when a field goes or changes its meaning. */
export const schemaVersion = 1;

interface JsonPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
}

/** A diagnostic as programs read it: no code frame, lines and columns from 1, the end column just behind the place. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly location: JsonPlace | null;
  readonly related: readonly (JsonPlace & { readonly message: string })[];
  readonly hint: string | null;
}

function place({ file, span }: Location): JsonPlace {
  const start = positionAt(file, span.start);
  const end = positionAt(file, span.end);
  return {
    path: file.path,
    line: start.line,
    column: start.column,
    end_line: end.line,
    end_column: end.column,
  };
}

/** One diagnostic as plain data. */
export function jsonDiagnostic(diagnostic: Diagnostic): JsonDiagnostic {
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    location: diagnostic.location ? place(diagnostic.location) : null,
    related: (diagnostic.related ?? []).map((related) => ({ ...place(related), message: related.message })),
    hint: diagnostic.hint ?? null,
  };
}

/** `{ schemaVersion, diagnostics, counts }` as one JSON text, without a line break at the end. */
export function jsonReport(diagnostics: readonly Diagnostic[], counts: Counts): string {
  return JSON.stringify({ schemaVersion, diagnostics: diagnostics.map(jsonDiagnostic), counts }, null, 2);
}
