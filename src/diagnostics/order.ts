import type { Diagnostic } from "./diagnostic.ts";

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.location?.file.path ?? "", b.location?.file.path ?? "") ||
    (a.location?.span.start ?? 0) - (b.location?.span.start ?? 0) ||
    (a.location?.span.end ?? 0) - (b.location?.span.end ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/** By file, place, code and message, so that the same input gives the same report; equal ones are given once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = diagnostics.toSorted(byPlace);
  return sorted.filter((diagnostic, at) => {
    const before = sorted[at - 1];
    return before === undefined || byPlace(before, diagnostic) !== 0;
  });
}
