import { isSpace, lineEndFrom } from "./characters.ts";
import type { Label } from "./flowchart.ts";
import { skipSpace } from "./links.ts";
import { fail, isSeparator, labelOf, type Parser, spanOf, tokenText } from "./parser.ts";
import { parseShape, warnEnd } from "./parse-shape.ts";
import { advance, isAt, rescan, type TokenKind } from "./scanner.ts";

const titleKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "space",
  "graph",
  "subgraph",
  "end",
  "&",
  ":",
  "style",
  "linkStyle",
  "classDef",
  "class",
  "click",
  "v",
  "^",
  "number",
  "word",
  "#",
  "-",
  "*",
  "letters",
]);

interface Title {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: Label["kind"];
}

/** Reads `subgraph id [title]`; the current token is `subgraph`. The body is read as statements of their own. */
export function parseSubgraph(parser: Parser): void {
  const { scanner } = parser;
  const { start, end: keywordEnd } = scanner;
  advance(scanner);
  const spaced = isAt(scanner, "space");
  if (spaced) advance(scanner);
  const title = spaced ? readTitle(parser) : undefined;
  if (!title) {
    failTitle(parser, start, keywordEnd);
    return push(parser, start, keywordEnd, undefined, undefined);
  }
  if (!isAt(scanner, "bracket")) {
    if (!isSeparator(scanner.kind)) failTitle(parser, start, keywordEnd);
    return push(parser, start, title.end, title, undefined);
  }
  const open = scanner.start;
  const shape = parseShape(parser);
  if (!shape) return push(parser, start, title.end, title, undefined);
  if (shape.shape !== "square")
    fail(parser, "mermaid-subgraph-title", open, shape.next, "The title of a subgraph stands in `[ ]`.", {
      hint: `subgraph ${title.text.trim()} [${shape.label.raw}]`,
    });
  rescan(scanner, shape.next);
  if (parser.failedAt < 0 && !isSeparator(scanner.kind))
    fail(
      parser,
      "mermaid-statement-end",
      scanner.start,
      scanner.end,
      isAt(scanner, "space")
        ? "Nothing may stand behind the `]` of a subgraph, not even a space."
        : `Expected the end of the line behind the title, found \`${tokenText(parser)}\`.`,
      { hint: `subgraph ${title.text.trim()} [${shape.label.raw}]` },
    );
  push(parser, start, shape.next, title, shape.label);
}

function push(
  parser: Parser,
  start: number,
  end: number,
  title: Title | undefined,
  label: Label | undefined,
): void {
  const text = title?.text ?? "";
  const from = title?.start ?? end;
  const to = title ? title.start + parser.text.slice(title.start, title.end).trimEnd().length : end;
  const id = label === undefined && /\s/.test(text) ? undefined : text.trim();
  parser.statements.push({
    kind: "subgraph",
    id: title ? id : undefined,
    idSpan: spanOf(parser, from, to),
    title: label ?? labelOf(parser, from, to, title?.kind ?? "plain", text),
    span: spanOf(parser, start, label ? end : Math.max(to, start)),
  });
}

function readTitle(parser: Parser): Title | undefined {
  const { scanner, text } = parser;
  const { start } = scanner;
  const parts: string[] = [];
  let kind: Label["kind"] = "plain";
  if (isAt(scanner, "string") || isAt(scanner, "markdown")) {
    // Mermaid counts a quoted title as plain text; only the Markdown form is told apart.
    const quotes = isAt(scanner, "markdown") ? 2 : 1;
    if (quotes === 2) kind = "markdown";
    parts.push(text.slice(scanner.start + quotes, scanner.end - quotes));
    advance(scanner);
  }
  let { end } = parts.length > 0 ? { end: scanner.start } : { end: start };
  while (titleKinds.has(scanner.kind)) {
    end = scanner.end;
    if (isAt(scanner, "end")) end = readEndInTitle(parser, parts);
    else if (isAt(scanner, "click")) end = readClickInTitle(parser, parts);
    else {
      parts.push(tokenText(parser));
      advance(scanner);
    }
  }
  return parts.length === 0 ? undefined : { start, end, text: parts.join(""), kind };
}

// `end` takes the white space behind it along, line breaks too.
function readEndInTitle(parser: Parser, parts: string[]): number {
  const { scanner, text } = parser;
  const next = skipSpace(text, scanner.end);
  warnEnd(parser, scanner.start, scanner.end);
  parts.push(text.slice(scanner.start, next));
  rescan(scanner, next);
  return next;
}

// `click` takes the word behind it, and one white space more.
function readClickInTitle(parser: Parser, parts: string[]): number {
  const { scanner, text } = parser;
  const from = skipSpace(text, scanner.end);
  let end = from;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
  parts.push(text.slice(from, end));
  rescan(scanner, Math.min(end + 1, text.length));
  return end;
}

function failTitle(parser: Parser, start: number, keywordEnd: number): void {
  const { scanner, text } = parser;
  if (parser.failedAt >= 0) return;
  const lineEnd = lineEndFrom(text, start);
  const written = text.slice(keywordEnd, lineEnd).trim();
  if (isAt(scanner, "open-string"))
    return fail(
      parser,
      "mermaid-string-not-closed",
      scanner.start,
      scanner.end,
      "This quote is not closed.",
      { hint: `subgraph "title"` },
    );
  if (isSeparator(scanner.kind))
    return fail(parser, "mermaid-subgraph-title", start, keywordEnd, "A subgraph needs an id or a title.", {
      hint: "subgraph id [Title]",
    });
  fail(
    parser,
    "mermaid-subgraph-title",
    scanner.start,
    Math.max(scanner.end, scanner.start + 1),
    `\`${tokenText(parser)}\` cannot stand in an unquoted title.`,
    { hint: `subgraph id ["${written.replaceAll('"', "")}"]` },
  );
}
