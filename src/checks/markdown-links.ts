import { posix } from "node:path";
import type { SourceFile, Span } from "../text/source-file.ts";

/** Where a link of a page leads, as written, and where that stands. */
export interface MarkdownLink {
  readonly href: string;
  readonly span: Span;
}

/** Code, which shows links and has none. A fence ends with one of its kind. */
const code = /^( *)(```+|~~~+)[^]*?(?:^ *\2[`~]*$|(?![^]))|`[^`\n]+`|<!--[^]*?-->/gm;

/** `[text](href)`, `![text](href "title")`, `[text](<href>)`, and `[name]: href` at a line's beginning. */
const link =
  /\]\(\s*(?:<([^>\n]*)>|([^\s()]+(?:\([^\s()]*\)[^\s()]*)*))(?:\s+["'][^"'\n]*["'])?\s*\)|^\[[^\]^\n]+\]:\s+(\S+)/gm;

/** The links of a Markdown page, in its order; those shown as code or inside comments are none. */
export function linksOf({ text }: SourceFile): readonly MarkdownLink[] {
  const prose = text.replaceAll(code, (found) =>
    found.replaceAll(/[^\n]+/g, (line) => " ".repeat(line.length)),
  );
  return Array.from(prose.matchAll(link), (match) => {
    const href = match[1] ?? match[2] ?? match[3] ?? "";
    const start = match.index + match[0].lastIndexOf(href);
    return { href, span: { start, end: start + href.length } };
  });
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
