import type { SourceFile, Span } from "../text/source-file.ts";
import type { CodeInfo, Diagnostic, RelatedLocation } from "./diagnostic.ts";

/** What a diagnostic says beside its message. */
export interface DiagnosticDetails {
  readonly related?: readonly RelatedLocation[] | undefined;
  /** Whoever finds a mistake says what to paste. */
  readonly hint: string;
}

/** Makes a diagnostic of one layer; the severity comes from the layer's code table. */
export type Reporter<Code extends string> = (
  code: Code,
  span: Span,
  message: string,
  details: DiagnosticDetails,
) => Diagnostic;

/** The reporter of one file: `reporterOf(registryCodes, file)("registry-empty", span, "…")`. */
export function reporterOf<Code extends string>(
  codes: Readonly<Record<Code, CodeInfo>>,
  file: SourceFile,
): Reporter<Code> {
  return (code, span, message, details) => ({
    code,
    severity: codes[code].severity,
    message,
    location: { file, span },
    related: details.related,
    hint: details.hint,
  });
}
