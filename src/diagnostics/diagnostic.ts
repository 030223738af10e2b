import type { SourceFile, Span } from "../text/source-file.ts";

/** `fatal`: cannot be executed without guessing, the runner refuses too. `error`: drift, CI fails. `warning`: worth a look. */
export type Severity = "fatal" | "error" | "warning";

/** A stretch of a source file. */
export interface Location {
  readonly file: SourceFile;
  readonly span: Span;
}

/** Another place that a diagnostic involves, and what it has to do with it. */
export interface RelatedLocation extends Location {
  readonly message: string;
}

/** A mistake in the diagram, the registry, the handlers, the docs or the tests. Collected, never thrown. */
export interface Diagnostic {
  /** Permanent, kebab-case, listed in the code table. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what is wrong and what was expected; ids in backticks. */
  readonly message: string;
  /** Absent only where there is no file to point into, such as one that is missing. */
  readonly location?: Location | undefined;
  readonly related?: readonly RelatedLocation[] | undefined;
  /** The line or command to paste. */
  readonly hint?: string | undefined;
}

/** What every parser and linker returns: it never throws for bad input. */
export interface Result<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** One row of a code table: what the code means in every case, and how bad it is. */
export interface CodeInfo {
  readonly severity: Severity;
  /** A few words, the heading of the code in the docs. */
  readonly title: string;
}
