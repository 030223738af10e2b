import { lineEndFrom } from "./characters.ts";
import type { Span } from "../text/source-file.ts";
import { type CutText, cut, originSpan, uncut } from "./cut-text.ts";
import { findComments } from "./find-comments.ts";
import { findDirectives } from "./find-directives.ts";
import { findFrontMatter } from "./find-front-matter.ts";
import { skipSpace } from "./links.ts";

/** The text as Mermaid's parser sees it, and what was taken out of it before; spans point into the original. */
export interface PreparedText {
  readonly cut: CutText;
  readonly frontMatter:
    { readonly yaml: string; readonly span: Span; readonly yamlStart: number } | undefined;
  readonly directives: readonly { readonly span: Span; readonly closed: boolean }[];
  /** The words behind `%%`, and the span from `%%` to the end of the line. */
  readonly comments: readonly { readonly text: string; readonly span: Span }[];
}

// One character for each, so that offsets stay: a line break is `\n`, and a quoted attribute inside a tag does not end a label.
function sameLength(text: string): string {
  const lines = text.includes("\r") ? text.replaceAll("\r", "\n") : text;
  return lines.includes('="') ? requoteAttributes(lines) : lines;
}

function requoteAttributes(text: string): string {
  const tag = /<\w/g;
  const parts: string[] = [];
  let at = 0;
  for (let found = tag.exec(text); found; found = tag.exec(text)) {
    const close = text.indexOf(">", found.index);
    if (close < 0) break;
    parts.push(text.slice(at, found.index), text.slice(found.index, close).replace(/="([^"]*)"/g, "='$1'"));
    at = close;
    tag.lastIndex = close;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

function carriageReturns(text: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf("\r\n"); at >= 0; at = text.indexOf("\r\n", at + 2))
    found.push({ start: at, end: at + 1 });
  return found;
}

// Mermaid drops the last `;` of such a line, since `#fff;` would read as an entity: `style A fill:#fff;`.
function withoutSemicolons(from: CutText, keyword: string): CutText {
  const { text } = from;
  const found: Span[] = [];
  let at = text.indexOf(keyword);
  while (at >= 0) {
    const lineEnd = lineEndFrom(text, at);
    const semicolon = text.lastIndexOf(";", lineEnd - 1);
    if (semicolon > at && hasColonThenHash(text.slice(at + keyword.length, semicolon)))
      found.push({ start: semicolon, end: semicolon + 1 });
    at = text.indexOf(keyword, lineEnd);
  }
  return cut(from, found);
}

// Mermaid draws white space and blank lines behind a `}` together to one line break, even inside a label.
function withoutSpaceBehindBraces(from: CutText): CutText {
  const { text } = from;
  const found: Span[] = [];
  for (let at = text.indexOf("}"); at >= 0; at = text.indexOf("}", at + 1)) {
    const next = skipSpace(text, at + 1);
    const lastBreak = next > at + 1 ? text.slice(at + 1, next).lastIndexOf("\n") : -1;
    if (lastBreak > 0) found.push({ start: at + 1, end: at + 1 + lastBreak });
  }
  return cut(from, found);
}

function hasColonThenHash(text: string): boolean {
  let colon = false;
  for (const character of text) {
    if (character === "#" && colon) return true;
    if (character === ":") colon = true;
    else if (colon && /\s/.test(character)) colon = false;
  }
  return false;
}

/** Does what Mermaid does to a text before it parses it, keeping the way back to the original. */
export function prepareText(original: string): PreparedText {
  const bom = original.startsWith("\ufeff") ? [{ start: 0, end: 1 }] : [];
  const lines = cut(uncut(original), [...bom, ...carriageReturns(original)]);
  const whole: CutText = { ...lines, text: sameLength(lines.text) };
  const matter = findFrontMatter(whole.text, bom.length > 0);
  const body = matter ? cut(whole, [{ start: 0, end: matter.end }]) : whole;
  const directives = findDirectives(body.text);
  const undirected = cut(body, directives);
  const comments = findComments(undirected.text);
  const uncommented = cut(
    undirected,
    comments.map((comment) => comment.removed),
  );
  const coloured = withoutSemicolons(withoutSemicolons(uncommented, "style"), "classDef");
  return {
    cut: withoutSpaceBehindBraces(coloured),
    frontMatter: matter && {
      yaml: matter.yaml,
      span: originSpan(whole, 0, matter.closeEnd),
      yamlStart: originSpan(whole, matter.yamlStart, matter.yamlStart).start,
    },
    directives: directives.map(({ start, end, closed }) => ({ span: originSpan(body, start, end), closed })),
    comments: comments.map(({ text, start, end }) => ({ text, span: originSpan(undirected, start, end) })),
  };
}
