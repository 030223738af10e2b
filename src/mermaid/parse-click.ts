import { isSpace } from "./characters.ts";
import { skipSpace } from "./links.ts";
import { failId, isIdPart } from "./parse-id.ts";
import { namesIn } from "./parse-styles.ts";
import { fail, indexAhead, isSeparator, type Parser, spanOf } from "./parser.ts";
import { advance, isAt, rescan } from "./scanner.ts";

const hint = 'click A "https://…" "Tooltip" _blank, or click A call callback() "Tooltip"';

/** Reads `click A …` in all its forms. What it does is for a browser; the ids are what matters here. */
export function parseClick(parser: Parser): void {
  const { scanner, text } = parser;
  const { start } = scanner;
  let from = skipSpace(text, scanner.end);
  // Empty quotes count for nothing here either; alone they leave the rest of the line a statement of its own.
  while (text.startsWith('""', from)) from += 2;
  let to = from;
  while (to < text.length && !isSpace(text.charCodeAt(to))) to++;
  if (text[from] === '"')
    return fail(parser, "mermaid-statement", from, to, "Expected the id of a node behind `click`.", { hint });
  if (from === to && text[from - 1] === '"') return rescan(scanner, Math.min(to + 1, text.length));
  // Exactly one white space, even a line break, parts the id from what follows.
  rescan(scanner, Math.min(to + 1, text.length));
  const end = parseAction(parser);
  if (end === undefined) return;
  if (!isSeparator(scanner.kind)) {
    fail(
      parser,
      "mermaid-statement-end",
      scanner.start,
      Math.max(scanner.end, scanner.start + 1),
      "Expected the end of the line behind `click`.",
      { hint },
    );
    return;
  }
  const ids = namesIn(parser, { start: from, end: to, id: text.slice(from, to) });
  parser.statements.push({ kind: "click", ids, span: spanOf(parser, start, end) });
}

function failAction(parser: Parser, expected: string): undefined {
  const { scanner } = parser;
  return fail(
    parser,
    "mermaid-statement",
    scanner.start,
    Math.max(scanner.end, scanner.start),
    `Expected ${expected} in \`click\`.`,
    { hint },
  );
}

// Each of these returns the end of what it read.
function parseAction(parser: Parser): number | undefined {
  const { scanner } = parser;
  if (isAt(scanner, "call")) return parseCall(parser);
  if (isAt(scanner, "href")) {
    rescan(scanner, scanner.end + 1);
    return isAt(scanner, "string")
      ? parseAddress(parser)
      : failAction(parser, "an address in quotes behind `href`");
  }
  if (isAt(scanner, "string")) return parseAddress(parser);
  if (isSeparator(scanner.kind)) return failAction(parser, "an address in quotes or the name of a callback");
  if (!isIdPart(scanner.kind) || isAt(scanner, "default"))
    return failId(parser, "the name of a callback", "click A callback");
  let { end } = scanner;
  while (isIdPart(scanner.kind) && !isAt(scanner, "default")) {
    ({ end } = scanner);
    advance(scanner);
  }
  return parseTip(parser, end);
}

// A tooltip behind a callback.
function parseTip(parser: Parser, before: number): number | undefined {
  const { scanner } = parser;
  if (!isAt(scanner, "space")) return before;
  advance(scanner);
  if (!isAt(scanner, "string")) return failAction(parser, "a tooltip in quotes");
  const { end } = scanner;
  advance(scanner);
  return end;
}

function parseCall(parser: Parser): number | undefined {
  const { scanner, text } = parser;
  const open = indexAhead(parser, "(", scanner.end);
  const close = open < 0 ? -1 : indexAhead(parser, ")", open);
  if (close < 0 || skipSpace(text, scanner.end) >= open)
    return failAction(parser, "`()` behind the name of the callback");
  rescan(scanner, close + 1);
  return parseTip(parser, close + 1);
}

// Address, tooltip and target, the last two optional.
function parseAddress(parser: Parser): number | undefined {
  const { scanner } = parser;
  let { end } = scanner;
  advance(scanner);
  if (!isAt(scanner, "space")) return end;
  advance(scanner);
  if (isAt(scanner, "string")) {
    ({ end } = scanner);
    advance(scanner);
    if (!isAt(scanner, "space")) return end;
    advance(scanner);
  }
  if (!isAt(scanner, "link-target"))
    return failAction(parser, "a tooltip in quotes or `_self`, `_blank`, `_parent`, `_top`");
  ({ end } = scanner);
  advance(scanner);
  return end;
}
