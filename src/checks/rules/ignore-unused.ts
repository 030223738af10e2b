import { rule } from "../rule.ts";

export default rule({
  code: "ignore-unused",
  severity: "error",
  title: "An ignore comment that hides nothing",
  needs: [],
  phase: "last",
  check: ({ ignores, codes }) =>
    ignores
      // A comment that may not hide anything at all is reported for that.
      .filter(({ hides, code }) => hides === 0 && (codes.get(code)?.severity ?? "fatal") !== "fatal")
      .map(({ file, span, code }) => ({
        code: "ignore-unused",
        severity: "error",
        message: `This comment hides nothing: \`${code}\` is not reported in the line that it speaks of.`,
        location: { file, span },
        hint: "remove the comment, or put it in the line above the problem",
      })),
  fix({ location }) {
    if (location === undefined) return [];
    const { file, span } = location;
    const before = file.text.slice(file.text.lastIndexOf("\n", span.start - 1) + 1, span.start);
    const indent = before.length - before.trimEnd().length;
    const lineBreak = /^\r?\n/.exec(file.text.slice(span.end, span.end + 2))?.[0].length ?? 0;
    // A comment that stands alone takes its line with it; one behind a value takes the blanks before it.
    const end = before.trim() === "" ? span.end + lineBreak : span.end;
    return [{ file, span: { start: span.start - indent, end }, text: "" }];
  },
});
