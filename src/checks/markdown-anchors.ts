import type { SourceFile } from "../text/source-file.ts";

/** Code and comments, in which a `#` begins no heading. A fence ends with one of its kind. */
const noProse = /^( *)(```+|~~~+)[^]*?(?:^ *\2[`~]*$|(?![^]))|<!--[^]*?-->/gm;

/** `## Title`, `Title` over a line of `=` or `-`, and places that are marked by hand: `<a id="title">`. */
const place =
  /^ {0,3}#{1,6}[ \t]+([^\n]*?)(?:[ \t]+#+)?[ \t]*$|^(?! {4}|[ \t]*(?:[-*+>|#]|\d+[.)] ))([^\n]*\S[^\n]*)\n {0,3}(?:=+|-+)[ \t]*$|<\w+\s[^>]*?\b(?:id|name)="([^"]+)"/gm;

/** What a reader sees of a heading. */
function shownText(heading: string): string {
  return heading
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replaceAll(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replaceAll(/(`+)(.*?)\1|<[^>]*>|&#?\w+;/g, (_, _fence, inside: string | undefined) => inside ?? "")
    .replaceAll(/(?<![\p{L}\p{N}])(_+)(?=\S)(.+?)\1(?![\p{L}\p{N}])/gu, "$2")
    .trim();
}

/** The anchor that GitHub gives a heading, before repeated ones are numbered. */
function slugOf(heading: string): string {
  return shownText(heading)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** Every place of a Markdown page that a link can name behind `#`, in the order of the page. */
export function anchorsOf({ text }: SourceFile): ReadonlySet<string> {
  const anchors = new Set<string>();
  const used = new Map<string, number>();
  // Each line of what is left out stays a line, and one that is no title of the rule below it.
  const prose = text.replaceAll("\r", "").replaceAll(noProse, (found) => found.replaceAll(/[^\n]+/g, "#"));
  for (const [, atx, underlined, marked] of prose.matchAll(place)) {
    if (marked !== undefined) {
      anchors.add(marked);
      continue;
    }
    const slug = slugOf(atx ?? underlined ?? "");
    let anchor = slug;
    while (used.has(anchor)) {
      const times = (used.get(slug) ?? 0) + 1;
      used.set(slug, times);
      anchor = `${slug}-${times}`;
    }
    used.set(anchor, 0);
    anchors.add(anchor);
  }
  return anchors;
}
