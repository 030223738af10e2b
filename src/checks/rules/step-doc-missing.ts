import { currentEntries, entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-doc-missing",
  severity: "error",
  title: "A registered step without its page, or a page without its step",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["registry", "docs"],
  check({ registry, docs }) {
    if (registry === null || docs === null) return [];
    const pageOf = (entry: { readonly step: number; readonly id: string }): string =>
      `${docs.stepsFolder}/STEP-${entry.step}-${entry.id}.md`;
    const there = new Set(docs.pages.map(({ file }) => file.path));
    const wanted = new Set(registry.entries.map(pageOf));
    const missing = currentEntries(registry)
      .filter((entry) => !there.has(pageOf(entry)))
      .map((entry) =>
        report(
          entryPlace(registry, entry, "id"),
          `Step ${entry.step} \`${entry.node_id}\` has no page \`${pageOf(entry)}\`.`,
          { hint: "ragstep gen" },
        ),
      );
    const orphans = docs.pages
      .filter(({ file }) => file.path.startsWith(`${docs.stepsFolder}/STEP-`) && !wanted.has(file.path))
      .map(({ file }) =>
        report(
          { file, span: { start: 0, end: 0 } },
          `\`${file.path}\` is the page of a step that the registry does not have.`,
          { hint: `git rm ${file.path}` },
        ),
      );
    return [...missing, ...orphans];
  },
});
