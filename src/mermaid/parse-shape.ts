import { lineEndFrom } from "./characters.ts";
import type { Label } from "./flowchart.ts";
import { fail, labelOf, type Parser, warn } from "./parser.ts";
import { type LabelMode, type ReadLabel, readLabel } from "./read-label.ts";
import { advance, isAt, rescan } from "./scanner.ts";
import { bracketAt, closingAt, shapeClosedBy } from "./shapes.ts";

/** A shape with its label; `next` is behind the closing bracket. */
export interface ParsedShape {
  readonly shape: string;
  readonly label: Label;
  readonly next: number;
}

/** Reports why a label could not be read from its opening sign to its closing one. */
export function failLabel(
  parser: Parser,
  open: { start: number; end: number },
  read: ReadLabel,
  close: string,
): undefined {
  const { text } = parser;
  const sign = text.slice(open.start, open.end);
  const lineEnd = lineEndFrom(text, open.end);
  const written = text.slice(open.end, Math.min(read.end, lineEnd)).trim();
  const cutShort = close.length > 1 && text[read.end] === close[0];
  if (read.problem === "open-string") {
    fail(parser, "mermaid-string-not-closed", read.end, read.end + 1, "This quote is not closed.", {
      hint: `${sign}"text"${close}`,
    });
  } else if (read.problem === "quote-inside") {
    fail(
      parser,
      "mermaid-label-quotes",
      read.end,
      read.end + 1,
      "A quote cannot stand inside a label; it begins and ends the whole label, and is written `#quot;` inside.",
      { hint: `${sign}"${written}#quot;…#quot;"${close}` },
    );
  } else if (read.problem === "tildes") {
    fail(
      parser,
      "mermaid-label-quotes",
      read.end,
      read.end + 3,
      "A label that begins with `~~~` needs quotes.",
      { hint: `${sign}"~~~ …"${close}` },
    );
  } else if (read.end >= text.length || read.end > lineEnd || (cutShort && !read.empty)) {
    // The sign that was found, if any, stands on another line and belongs to something else, or is half of the right one.
    fail(
      parser,
      "mermaid-label-not-closed",
      open.start,
      open.end,
      `\`${sign}\` is not closed; expected \`${close}\`.`,
      {
        hint: `${sign}${written}${close}`,
      },
    );
  } else if (read.empty) {
    fail(
      parser,
      "mermaid-label-empty",
      open.start,
      read.end + close.length,
      `The label between \`${sign}\` and \`${close}\` is empty.`,
      {
        hint: `${sign}text${close}`,
      },
    );
  } else {
    const found = text[read.end] ?? "";
    fail(
      parser,
      "mermaid-label-quotes",
      read.end,
      read.end + 1,
      `\`${found}\` cannot stand in a label without quotes; expected \`${close}\` to close \`${sign}\`.`,
      { hint: `${sign}"${quotedRest(text.slice(open.end, lineEnd), close)}"${close}` },
    );
  }
  parser.failedAt = open.start;
  return undefined;
}

// What was probably meant as the label: up to the last closing sign of the line.
function quotedRest(rest: string, close: string): string {
  const end = rest.lastIndexOf(close);
  return (end > 0 ? rest.slice(0, end) : rest).trim().replaceAll('"', "#quot;");
}

/** Reads the shape that begins at the current token, a bracket. Nothing but the end of the label is looked for. */
export function parseShape(parser: Parser): ParsedShape | undefined {
  const { text, scanner } = parser;
  const found = bracketAt(text, scanner.start);
  if (!found) return undefined;
  if (text.startsWith("[|", scanner.start)) return parseShapeWithProperties(parser);
  const from = scanner.start + found.open.length;
  const open = { start: scanner.start, end: from };
  const read = readLabel(text, from, found.mode);
  if (found.open === "((" && text[from] === "-")
    return fail(
      parser,
      "mermaid-label-quotes",
      from,
      from + 1,
      "A label in `((` cannot begin with `-` without quotes.",
      { hint: '(("- …"))' },
    );
  const closing = closingAt(text, read.end, found.mode);
  const shape = closing === undefined ? undefined : shapeClosedBy(found, closing);
  if (read.problem !== undefined || read.empty || closing === undefined || shape === undefined)
    return failLabel(parser, open, read, found.close);
  return {
    shape,
    label: labelOf(parser, from, read.end, read.kind, read.value),
    next: read.end + closing.length,
  };
}

// `A[|borders:lt|text]`: an old form that still parses.
function parseShapeWithProperties(parser: Parser): ParsedShape | undefined {
  const { text, scanner } = parser;
  const { start } = scanner;
  rescan(scanner, start + 2);
  for (const kind of ["word", ":", "word", "|"] as const) {
    if (!isAt(scanner, kind))
      return fail(
        parser,
        "mermaid-label-quotes",
        start,
        start + 2,
        "A label that begins with `|` needs quotes.",
        { hint: '["| …"]' },
      );
    if (kind !== "|") advance(scanner);
  }
  const from = scanner.end;
  const read = readLabel(text, from, "plain");
  if (read.problem !== undefined || read.empty || closingAt(text, read.end) !== "]")
    return failLabel(parser, { start, end: from }, read, "]");
  return { shape: "rect", label: labelOf(parser, from, read.end, read.kind, read.value), next: read.end + 1 };
}

/** Reads `|text|` behind a link; the current token is the first bar. Stands behind the second one. */
export function parseLinkLabel(parser: Parser): { readonly label: Label; readonly end: number } | undefined {
  const { scanner, text } = parser;
  const open = { start: scanner.start, end: scanner.end };
  const mode: LabelMode = "plain";
  const read = readLabel(text, open.end, mode);
  if (read.problem !== undefined || read.empty || text[read.end] !== "|")
    return failLabel(parser, open, read, "|");
  const label = labelOf(parser, open.end, read.end, read.kind, read.value);
  rescan(scanner, read.end + 1);
  return { label, end: read.end + 1 };
}

/** Warns of `end` in lower case as a word of a title, which Mermaid reads as the end of a line there. */
export function warnEnd(parser: Parser, start: number, end: number): void {
  warn(
    parser,
    "mermaid-end-in-title",
    start,
    end,
    "`end` in lower case in an unquoted title takes the line break behind it along; the title may go on in the next line.",
    { hint: 'subgraph id ["the end"]' },
  );
}
