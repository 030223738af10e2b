import { posix } from "node:path";
import { linksOf, linkTarget } from "../checks/markdown-links.ts";
import { markers } from "../documents/step-page.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { Moves } from "./move-imports.ts";

/** The stretches of a page that are generated. */
export function generatedParts({ text }: SourceFile): readonly Span[] {
  return Object.values(markers).flatMap(({ begin, end }) => {
    const parts: Span[] = [];
    for (let start = text.indexOf(begin); start >= 0; start = text.indexOf(begin, start + 1)) {
      const close = text.indexOf(end, start);
      parts.push({ start, end: close < 0 ? text.length : close });
    }
    return parts;
  });
}

/** The edits that keep the links right that people wrote on a page, when files move. */
export function movedLinks(page: SourceFile, moves: Moves): readonly TextEdit[] {
  if (![...moves.keys()].some((path) => page.text.includes(posix.basename(path)))) return [];
  const generated = generatedParts(page);
  return linksOf(page).flatMap(({ href, span }) => {
    const to = moves.get(linkTarget(page.path, href) ?? "");
    if (to === undefined || generated.some(({ start, end }) => start <= span.start && span.end <= end))
      return [];
    const behind = /[?#].*$/.exec(href)?.[0] ?? "";
    const path = href.startsWith("/") ? `/${to}` : posix.relative(posix.dirname(page.path), to);
    const dotted = href.startsWith("./") && !path.startsWith(".") ? `./${path}` : path;
    return [{ span, text: dotted + behind }];
  });
}
