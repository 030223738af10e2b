import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, nearest } from "../../diagnostics/nearest.ts";
import type { SourceFile } from "../../text/source-file.ts";
import type { DocFacts } from "../facts.ts";
import { anchorsOf } from "../markdown-anchors.ts";
import { linkAnchor, linksOf, linkTarget } from "../markdown-links.ts";
import type { MarkdownLink } from "../markdown-links.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "link-dead",
  severity: "error",
  title: "A link of the docs to a file or a heading that is not there",
} as const;
const report = reporterFor(about);

/** Looks at links one by one; what is asked again and again is found once. */
function linkChecker(docs: DocFacts): (page: SourceFile, link: MarkdownLink) => readonly Diagnostic[] {
  const pages = new Map(docs.pages.map(({ file }) => [file.path, file]));
  const known = new Map<SourceFile, ReadonlySet<string>>();
  const anchors = (page: SourceFile): ReadonlySet<string> => {
    const found = known.get(page) ?? anchorsOf(page);
    known.set(page, found);
    return found;
  };
  return (file, { href, span }) => {
    const target = linkTarget(file.path, href);
    if (target !== null && !docs.exists(target)) {
      const message = `The link to \`${href}\` leads nowhere.${didYouMean(target, pages.keys())}`;
      const hint = `make \`${target}\`, or link to a file that is there`;
      return [report({ file, span }, message, { hint })];
    }
    // An address of the web is no page of ours, and only pages are known to have headings.
    const page = target !== null ? pages.get(target) : href.startsWith("#") ? file : undefined;
    const anchor = page === undefined || !href.includes("#") ? null : linkAnchor(href);
    if (anchor === null || page === undefined || anchors(page).has(anchor)) return [];
    const meant = nearest(anchor, anchors(page));
    return [
      report(
        { file, span },
        `The link to \`${href}\` names a heading that \`${page.path}\` does not have.${didYouMean(anchor, anchors(page))}`,
        {
          hint:
            meant === undefined
              ? `link to the page alone, or write a heading whose anchor is \`#${anchor}\``
              : href.replace(/#.*$/, `#${meant}`),
        },
      ),
    ];
  };
}

export default rule({
  ...about,
  needs: ["docs"],
  check({ docs }) {
    if (docs === null) return [];
    const check = linkChecker(docs);
    // Generated pages of one folder share most of their links, and what is right for one is right for all.
    const rightIn = new Map<string, Set<string>>();
    return docs.pages.flatMap(({ file }) => {
      const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
      const right = rightIn.get(folder) ?? new Set();
      rightIn.set(folder, right);
      return linksOf(file).flatMap((link) => {
        if (right.has(link.href)) return [];
        const found = check(file, link);
        if (found.length === 0 && !link.href.startsWith("#")) right.add(link.href);
        return found;
      });
    });
  },
});
