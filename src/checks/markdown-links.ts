import { posix } from "node:path";
import type { SourceFile, Span } from "../text/source-file.ts";

/** Where a link of a page leads, as written, and where that stands. */
export interface MarkdownLink {
  readonly href: string;
  readonly span: Span;
}

/** Code, which shows links and has none. A fence ends with one of its kind. */
const code = /^( *)(```+|~~~+)[^]*?(?:^ *\2[`~]*$|(?![^]))|`[^`\n]+`|<!--[^]*?-->/gm;

/** What follows the text of `[text](href)`, `![text](href "title")`, `[text](<href>)`. */
const inline = /\]\(\s*(?:<([^>\n]*)>|([^\s()]+(?:\([^\s()]*\)[^\s()]*)*))(?:\s+["'][^"'\n]*["'])?\s*\)/y;

/** `[name]: href`. */
const definition = /^\[[^\]^\n]+\]:\s+(\S+)/gm;

/** All that may be links. The two characters that begin one are found many times faster than an expression is. */
function candidates(text: string): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let at = text.indexOf("]("); at !== -1; at = text.indexOf("](", at + 2)) {
    inline.lastIndex = at;
    const match = inline.exec(text);
    if (match !== null) found.push(match);
  }
  if (!text.includes("]:")) return found;
  return [...found, ...text.matchAll(definition)].toSorted((one, other) => one.index - other.index);
}

/** The links of a Markdown page, in its order; those shown as code or inside comments are none. */
export function linksOf({ text }: SourceFile): readonly MarkdownLink[] {
  const links: MarkdownLink[] = [];
  const shown = text.matchAll(code);
  let next = shown.next();
  for (const match of candidates(text)) {
    while (!next.done && next.value.index + next.value[0].length <= match.index) next = shown.next();
    if (!next.done && next.value.index <= match.index) continue;
    const href = match[1] ?? match[2] ?? "";
    const start = match.index + match[0].lastIndexOf(href);
    links.push({ href, span: { start, end: start + href.length } });
  }
  return links;
}

/** The file a link leads to, relative to the project; null for an address of the web and a place of the same page. */
export function linkTarget(page: string, href: string): string | null {
  const path = href.replace(/[?#].*$/, "");
  if (path === "" || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return null;
  const file = decoded(path);
  return posix.normalize(file.startsWith("/") ? `.${file}` : posix.join(posix.dirname(page), file));
}

/** The place in a page that a link leads to; null when it leads to the whole of it, or to lines of a program. */
export function linkAnchor(href: string): string | null {
  const place = /^[^?#]*#(.+)$/.exec(href)?.[1];
  return place === undefined || place === "top" ? null : decoded(place);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
