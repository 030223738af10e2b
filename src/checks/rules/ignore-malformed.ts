import { didYouMean } from "../../diagnostics/nearest.ts";
import type { Facts } from "../facts.ts";
import type { Ignore } from "../ignores.ts";
import { rule } from "../rule.ts";

function problem({ code, reason }: Ignore, known: Facts["ruleCodes"]): string | null {
  if (code === "") return "This comment does not say which problem it hides; the code of one is expected.";
  const severity = known.get(code);
  if (severity === undefined)
    return `This comment hides \`${code}\`, which is no rule of the check.${didYouMean(code, known.keys())}`;
  if (severity === "fatal")
    return `This comment hides \`${code}\`, which is fatal: such a diagram cannot be run, so it cannot be allowed.`;
  return reason === ""
    ? `This comment hides \`${code}\` without saying why, so it hides nothing; a reason is expected.`
    : null;
}

export default rule({
  code: "ignore-malformed",
  severity: "error",
  title: "An ignore comment without a code that may be ignored, or without a reason",
  needs: [],
  check: ({ ignores, ruleCodes }) =>
    ignores.flatMap((ignore) => {
      const message = problem(ignore, ruleCodes);
      if (message === null) return [];
      const { file, span, code } = ignore;
      const mark = file.text.slice(span.start, span.start + 1) === "#" ? "#" : "%%";
      const hint = `${mark} ragstep-ignore ${ruleCodes.has(code) ? code : "label-differs"}: why it is right here`;
      return [{ code: "ignore-malformed", severity: "error", message, location: { file, span }, hint }];
    }),
});
