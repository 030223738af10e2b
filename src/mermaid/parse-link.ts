import type { Label } from "./flowchart.ts";
import { readLink } from "./links.ts";
import { fail, labelOf, type Parser, spanOf, tokenText, warn } from "./parser.ts";
import { parseLinkLabel } from "./parse-shape.ts";
import { readLinkText } from "./read-label.ts";
import { advance, isAt, rescan } from "./scanner.ts";
import type { LinkSyntax, Name } from "./syntax.ts";
import { isSpace, lineEndFrom } from "./characters.ts";

/** Reads a link with its id and label; the current token begins it. Stands at the node that follows. */
export function parseLink(parser: Parser): LinkSyntax | undefined {
  const { scanner } = parser;
  const id = isAt(scanner, "link-id") ? parseLinkId(parser) : undefined;
  if (id && !isAt(scanner, "link") && !isAt(scanner, "link-opening"))
    return fail(
      parser,
      "mermaid-link-target",
      scanner.start,
      scanner.end,
      `Expected a link behind the edge id \`${id.name}\`.`,
      {
        hint: `A ${id.name}@--> B`,
      },
    );
  return isAt(scanner, "link-opening") ? parseLinkWithText(parser, id) : parsePlainLink(parser, id);
}

function parseLinkId(parser: Parser): Name {
  const { scanner } = parser;
  const name = {
    name: tokenText(parser).replace("@", ""),
    span: spanOf(parser, scanner.start, scanner.end - 1),
  };
  advance(scanner);
  return name;
}

function parsePlainLink(parser: Parser, id: Name | undefined): LinkSyntax | undefined {
  const { scanner, text } = parser;
  const { start, link } = scanner;
  if (!link) return undefined;
  const look = readLink(text.slice(start, link.end));
  warnEatenLetters(parser, start, link.end, id !== undefined);
  advance(scanner);
  let label: Label | undefined;
  let { end } = link;
  if (isAt(scanner, "|")) {
    const parsed = parseLinkLabel(parser);
    if (!parsed) return undefined;
    ({ label, end } = parsed);
    if (isAt(scanner, "space")) advance(scanner);
  }
  return { id, ...shapeOf(look), label, span: spanOf(parser, start, end) };
}

function parseLinkWithText(parser: Parser, id: Name | undefined): LinkSyntax | undefined {
  const { scanner, text } = parser;
  const { start, link: opening } = scanner;
  if (!opening) return undefined;
  const read = readLinkText(text, opening.next, opening.sign);
  if (read.problem !== undefined || !read.closing || read.empty)
    return failLinkText(parser, start, opening.end, read);
  const { closing } = read;
  const look = readLink(text.slice(closing.start, closing.end), text.slice(start, opening.end));
  const label = labelOf(parser, opening.next, closing.start, read.kind, read.value);
  warnEatenLetters(parser, start, opening.end, id !== undefined);
  warnEatenLetters(parser, closing.start, closing.end, false);
  if (!look.agrees)
    warn(
      parser,
      "mermaid-link-ends-differ",
      start,
      closing.end,
      `The two halves \`${text.slice(start, opening.end)}\` and \`${text.slice(closing.start, closing.end)}\` do not fit; Mermaid cannot draw this link.`,
      {
        hint: `${text.slice(start, opening.end).replace(/^[xo<]/, "")} ${label.raw} ${text.slice(closing.start, closing.end)}`,
      },
    );
  rescan(scanner, closing.next);
  return { id, ...shapeOf(look), label, span: spanOf(parser, start, closing.end) };
}

function shapeOf({ stroke, startArrow, endArrow, length }: ReturnType<typeof readLink>) {
  return { stroke, startArrow, endArrow, length };
}

const wholeLinks: Readonly<Record<string, string>> = { "--": "-->", "==": "==>", "-.": ".->" };

function failLinkText(
  parser: Parser,
  start: number,
  openEnd: number,
  read: ReturnType<typeof readLinkText>,
): undefined {
  const { text } = parser;
  const sign = text.slice(start, openEnd);
  const close = wholeLinks[sign.replace(/^[xo<]/, "")] ?? "-->";
  const lineEnd = lineEndFrom(text, openEnd);
  const written = text.slice(openEnd, Math.min(read.end, lineEnd)).trim();
  if (read.problem === "open-string")
    fail(parser, "mermaid-string-not-closed", read.end, read.end + 1, "This quote is not closed.", {
      hint: `${sign} "text" ${close}`,
    });
  else if (read.problem !== undefined && read.end <= lineEnd)
    fail(
      parser,
      "mermaid-link-text",
      read.end,
      read.end + 1,
      `\`${text[read.end] ?? ""}\` cannot stand in the text of a \`${sign}\` link without quotes.`,
      { hint: `${sign} "${written}…" ${close}` },
    );
  else if (read.closing && read.empty)
    fail(parser, "mermaid-label-empty", start, read.end, `The link \`${sign}\` … \`${close}\` has no text.`, {
      hint: `A ${sign === "-." ? "-.->" : close} B`,
    });
  else
    fail(
      parser,
      "mermaid-link-text",
      start,
      openEnd,
      `\`${sign}\` begins a link with text; expected \`${close}\` behind the text.`,
      {
        hint: `A ${sign} text ${close} B, or A ${sign === "-." ? "-.->" : close} B`,
      },
    );
  parser.failedAt = start;
  return undefined;
}

/** Warns where a link takes an `o` or `x` that was meant as the end or the beginning of a word. */
function warnEatenLetters(parser: Parser, start: number, end: number, afterId: boolean): void {
  const { text } = parser;
  const last = text[end - 1] ?? "";
  const after = text.charCodeAt(end);
  if ((last === "o" || last === "x") && end < text.length && !isSpace(after) && text[end] !== "|")
    warn(
      parser,
      "mermaid-link-eats-letter",
      end - 1,
      end,
      `The link takes the \`${last}\`: this is a ${last === "o" ? "circle" : "cross"} edge, and the id behind it begins with \`${text[end]}\`.`,
      { hint: `${text.slice(start, end - 1)} ${text.slice(end - 1, idEnd(text, end))}` },
    );
  const first = text[start] ?? "";
  if ((first === "o" || first === "x") && start > 0 && !afterId && !isSpace(text.charCodeAt(start - 1)))
    warn(
      parser,
      "mermaid-link-eats-letter",
      start,
      start + 1,
      `The link takes the \`${first}\` that ends the word before it.`,
      {
        hint: `${first} ${text.slice(start + 1, end)}`,
      },
    );
}

function idEnd(text: string, from: number): number {
  const word = /[\w-]*/y;
  word.lastIndex = from;
  word.test(text);
  return word.lastIndex;
}
