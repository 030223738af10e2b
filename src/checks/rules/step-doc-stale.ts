import { documents } from "../../documents/documents.ts";
import { lineText, positionAt } from "../../text/source-file.ts";
import type { SourceFile, Span } from "../../text/source-file.ts";
import type { Facts } from "../facts.ts";
import { firstDifference } from "../first-difference.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-doc-stale",
  severity: "error",
  title: "A page whose generated part is not what the project says",
} as const;
const report = reporterFor(about);

interface StalePage {
  readonly file: SourceFile;
  readonly expected: string;
}

/** Pages that are there and differ from what would be written; those that are not there have a rule of their own. */
function stalePages(facts: Facts): readonly StalePage[] {
  const { code, docs, loaded } = facts;
  // Of code that does not load, the pages would say that it does not exist.
  if (code === null || docs === null || loaded.has("handler-import")) return [];
  const there = new Map(docs.pages.map(({ file }) => [file.path, file]));
  return documents(facts).flatMap(({ path, text }) => {
    const file = there.get(path);
    return file === undefined || file.text === text ? [] : [{ file, expected: text }];
  });
}

/** The line in which a page begins to be wrong. */
function wrongLine({ file, expected }: StalePage): Span {
  const at = Math.min(firstDifference(file.text, expected), Math.max(0, file.text.length - 1));
  const { line, column } = positionAt(file, at);
  const start = at - column + 1;
  return { start, end: start + lineText(file, line).length };
}

export default rule({
  ...about,
  needs: ["graph", "registry", "code", "docs"],
  check: (facts) =>
    stalePages(facts).map((page) =>
      report(
        { file: page.file, span: wrongLine(page) },
        `\`${page.file.path}\` is not what diagram, registry, code and tests say any more.`,
        { hint: "ragstep gen" },
      ),
    ),
  fix: ({ location }, facts) =>
    stalePages(facts)
      .filter(({ file }) => file === location?.file)
      .map(({ file, expected }) => ({ file, span: { start: 0, end: file.text.length }, text: expected })),
});
