import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type DiagnosticDetails, type Reporter, reporterOf } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { type MermaidCode, mermaidCodes } from "./codes.ts";
import { originSpan } from "./cut-text.ts";
import { decodeEntities } from "./entities.ts";
import type { Label } from "./flowchart.ts";
import type { PreparedText } from "./prepare-text.ts";
import { type Scanner, scannerAt, type TokenKind } from "./scanner.ts";
import type { Statement } from "./syntax.ts";

/** What the parts of the parser share. All offsets are of the prepared text; spans are of the file. */
export interface Parser {
  readonly file: SourceFile;
  readonly prepared: PreparedText;
  readonly text: string;
  readonly scanner: Scanner;
  readonly statements: Statement[];
  readonly diagnostics: Diagnostic[];
  readonly report: Reporter<MermaidCode>;
  /** Where the mistake of the current statement is; reading goes on at the line after it. */
  failedAt: number;
  /** How many `@{` were found that nothing closes up to the end of the text. */
  openBraces: number;
  /** By sign, where it comes next, or -1; see `indexAhead`. */
  readonly ahead: Map<string, number>;
}

export function parserOf(file: SourceFile, prepared: PreparedText): Parser {
  const { text } = prepared.cut;
  return {
    file,
    prepared,
    text,
    scanner: scannerAt(text, 0),
    statements: [],
    diagnostics: [],
    report: reporterOf(mermaidCodes, file),
    failedAt: -1,
    openBraces: 0,
    ahead: new Map(),
  };
}

export function spanOf(parser: Parser, start: number, end: number): Span {
  return originSpan(parser.prepared.cut, start, end);
}

/** Where a sign comes next. Asked from left to right, which makes many questions about a sign far away cheap. */
export function indexAhead({ text, ahead }: Parser, sign: string, from: number): number {
  const known = ahead.get(sign);
  if (known !== undefined && (known < 0 || known >= from)) return known;
  const found = text.indexOf(sign, from);
  ahead.set(sign, found);
  return found;
}

// A text without line breaks can put a whole file into a message.
function clipped(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Records something legal that is most likely not meant. */
export function warn(
  parser: Parser,
  code: MermaidCode,
  start: number,
  end: number,
  message: string,
  details: DiagnosticDetails,
): void {
  const hint = clipped(details.hint, 300);
  parser.diagnostics.push(
    parser.report(code, spanOf(parser, start, end), clipped(message, 400), { ...details, hint }),
  );
}

/** Records a mistake that ends the statement. Returns undefined, for the caller to return. */
export function fail(
  parser: Parser,
  code: MermaidCode,
  start: number,
  end: number,
  message: string,
  details: DiagnosticDetails,
): undefined {
  warn(parser, code, start, end, message, details);
  parser.failedAt = start;
  return undefined;
}

/** The text of the current token. */
export function tokenText({ text, scanner }: Parser): string {
  return text.slice(scanner.start, scanner.end);
}

export function isSeparator(kind: TokenKind): boolean {
  return kind === "break" || kind === "semicolon" || kind === "end-of-text";
}

/** A label of the prepared text between two offsets, white space around it left out. `value` is its text without the quotes. */
export function labelOf(
  parser: Parser,
  start: number,
  end: number,
  kind: Label["kind"],
  value: string,
): Label {
  let from = start;
  let to = end;
  while (from < to && parser.text.charCodeAt(from) <= 32) from++;
  while (to > from && parser.text.charCodeAt(to - 1) <= 32) to--;
  const span = spanOf(parser, from, to);
  const trimmed = value.trim();
  const quoted = trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"');
  return {
    raw: parser.file.text.slice(span.start, span.end),
    text: decodeEntities(quoted ? trimmed.slice(1, -1) : trimmed),
    kind,
    span,
  };
}
