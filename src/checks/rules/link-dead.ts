import { didYouMean } from "../../diagnostics/nearest.ts";
import { linksOf, linkTarget } from "../markdown-links.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "link-dead",
  severity: "error",
  title: "A link of the docs to a file that is not there",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["docs"],
  check({ docs }) {
    if (docs === null) return [];
    const pages = docs.pages.map(({ file }) => file.path);
    return docs.pages.flatMap(({ file }) =>
      linksOf(file).flatMap(({ href, span }) => {
        const target = linkTarget(file.path, href);
        if (target === null || docs.exists(target)) return [];
        return [
          report({ file, span }, `The link to \`${href}\` leads nowhere.${didYouMean(target, pages)}`, {
            hint: `make \`${target}\`, or link to a file that is there`,
          }),
        ];
      }),
    );
  },
});
