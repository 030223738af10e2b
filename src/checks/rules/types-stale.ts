import { firstDifference } from "../first-difference.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "types-stale",
  severity: "error",
  title: "Generated types that are not those of the diagram",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "code"],
  check({ code }) {
    if (code === null || code.types.file.text === code.types.expected) return [];
    const { file, expected } = code.types;
    const start = Math.min(firstDifference(file.text, expected), Math.max(0, file.text.length - 1));
    const message =
      file.text === ""
        ? `\`${file.path}\` is missing: the types of the steps are generated from the diagram.`
        : `\`${file.path}\` is not what the diagram says any more.`;
    return [report({ file, span: { start, end: start } }, message, { hint: "ragstep gen" })];
  },
  fix(_, { code }) {
    if (code === null) return [];
    const { file, expected } = code.types;
    return [{ file, span: { start: 0, end: file.text.length }, text: expected }];
  },
});
