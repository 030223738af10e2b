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
  fix: ({ location }) => (location === undefined ? [] : [{ ...location, text: "" }]),
});
