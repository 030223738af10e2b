import { lineEndFrom } from "./characters.ts";
import { failCharacter, failId, likeKeyword } from "./parse-id.ts";
import { parseClick } from "./parse-click.ts";
import { failLinkStart, parseNodes } from "./parse-nodes.ts";
import { parseClass, parseClassDef, parseLinkStyle, parseStyle } from "./parse-styles.ts";
import { parseSubgraph } from "./parse-subgraph.ts";
import { fail, type Parser, spanOf, tokenText, warn } from "./parser.ts";
import { skipSpace } from "./links.ts";
import { advance, isAt, rescan } from "./scanner.ts";

/** Reads all statements behind the header. A mistake ends its statement only; reading goes on with the next line. */
export function parseStatements(parser: Parser): void {
  const { scanner, text } = parser;
  const open: number[] = [];
  if (parser.failedAt >= 0) recover(parser);
  while (scanner.kind !== "end-of-text") {
    const { start } = scanner;
    if (scanner.kind === "subgraph") open.push(start);
    if (scanner.kind === "end") closeSubgraph(parser, open);
    else parseStatement(parser);
    if (parser.failedAt >= 0) recover(parser);
    else if (scanner.start === start && !isAt(scanner, "end-of-text")) rescan(scanner, scanner.end);
  }
  for (const start of open.toReversed()) {
    const lineEnd = lineEndFrom(text, start);
    fail(
      parser,
      "mermaid-subgraph-not-closed",
      start,
      lineEnd,
      "This subgraph is not closed; expected `end` behind its last statement.",
      { hint: "end" },
    );
  }
}

function recover(parser: Parser): void {
  const lineEnd = parser.text.indexOf("\n", parser.failedAt);
  parser.failedAt = -1;
  rescan(parser.scanner, lineEnd < 0 ? parser.text.length : lineEnd);
}

function closeSubgraph(parser: Parser, open: number[]): void {
  const { scanner } = parser;
  const { start, end } = scanner;
  if (open.pop() === undefined) {
    fail(
      parser,
      "mermaid-end-without-subgraph",
      start,
      end,
      "There is no open subgraph that this `end` could close.",
      { hint: "subgraph name [Title]\n  A[text]\nend" },
    );
    return;
  }
  parser.statements.push({ kind: "end", span: spanOf(parser, start, end) });
  rescan(scanner, skipSpace(parser.text, end));
}

function parseStatement(parser: Parser): void {
  const { scanner } = parser;
  switch (scanner.kind) {
    case "break":
    case "semicolon":
    case "space":
      return advance(scanner);
    case "subgraph":
      return parseSubgraph(parser);
    case "direction":
      return parseDirection(parser);
    case "style":
      return parseStyle(parser);
    case "linkStyle":
      return parseLinkStyle(parser);
    case "classDef":
      return parseClassDef(parser);
    case "class":
      return parseClass(parser);
    case "click":
      return parseClick(parser);
    case "accTitle":
    case "accDescr":
      return parseAccessible(parser, scanner.kind);
    case "link":
    case "link-opening":
    case "link-id":
      return failLinkStart(parser);
    case "unknown":
      return failCharacter(parser);
    case "word":
    case "letters":
    case "number":
    case "v":
    case "default":
    case ":":
    case ",":
    case "&":
    case "#":
    case "*":
    case "-":
      return parseNodesOrExplain(parser);
    case "end-of-text":
    case "end":
    case "^":
    case ":::":
    case "|":
    case "@{":
    case "bracket":
    case "string":
    case "markdown":
    case "open-string":
    case "interpolate":
    case "call":
    case "href":
    case "graph":
    case "link-target":
      return failId(parser, "a statement, such as a node id", "A[text] --> B[text]");
  }
}

function parseNodesOrExplain(parser: Parser): void {
  const { kind } = parser.scanner;
  const word = tokenText(parser);
  const before = parser.diagnostics.length;
  parseNodes(parser);
  const last = parser.diagnostics.at(-1);
  if (parser.diagnostics.length === before || last?.code !== "mermaid-statement-end" || kind !== "word")
    return;
  // A word with something behind it that is no link may be a misspelt keyword.
  const meant = likeKeyword(word);
  if (meant === "") return;
  parser.diagnostics[parser.diagnostics.length - 1] = { ...last, message: last.message + meant };
}

function parseDirection(parser: Parser): void {
  const { scanner, text } = parser;
  const { start, end } = scanner;
  const { direction, wordsStart } = scanner.directionWords;
  const before = text.slice(start, wordsStart).trim();
  const after = text
    .slice(wordsStart, end)
    .replace(/^direction\s+(?:TB|TD|BT|RL|LR)/, "")
    .trim();
  if (before !== "" || (after !== "" && after !== ";"))
    warn(
      parser,
      "mermaid-direction-swallows",
      start,
      end,
      "Mermaid takes this whole line for a `direction` statement; the rest of it is lost.",
      {
        hint: "Write the words differently, such as `Direction LR`, or put the statement on a line of its own.",
      },
    );
  parser.statements.push({ kind: "direction", direction, span: spanOf(parser, skipSpace(text, start), end) });
  rescan(scanner, end);
}

function parseAccessible(parser: Parser, kind: "accTitle" | "accDescr"): void {
  const { scanner, text } = parser;
  const { start, end: wordEnd } = scanner;
  const sign = skipSpace(text, wordEnd);
  const from = skipSpace(text, sign + 1);
  const close = text.indexOf(text[sign] === "{" ? "}" : "\n", from);
  const end = close < 0 ? text.length : close;
  parser.statements.push({
    kind,
    text: text.slice(from, end).trim(),
    span: spanOf(parser, start, text[sign] === "{" ? Math.min(end + 1, text.length) : end),
  });
  rescan(scanner, text[sign] === "{" ? Math.min(end + 1, text.length) : end);
}
