import { didYouMean, nearest } from "../../diagnostics/nearest.ts";
import type { Facts } from "../facts.ts";
import type { Ignore } from "../ignores.ts";
import { rule } from "../rule.ts";

function problem({ code, reason }: Ignore, known: Facts["codes"]): string | null {
  if (code === "") return "This comment does not say which problem it hides; the code of one is expected.";
  const info = known.get(code);
  if (info === undefined)
    return `This comment hides \`${code}\`, which is no rule of the check.${didYouMean(code, known.keys())}`;
  if (info.severity === "fatal")
    return `This comment hides \`${code}\`, which is fatal: such a diagram cannot be run, so it cannot be allowed.`;
  return reason === ""
    ? `This comment hides \`${code}\` without saying why, so it hides nothing; a reason is expected.`
    : null;
}

function repaired({ file, span, code, reason }: Ignore, known: Facts["codes"]): string {
  if (known.get(code)?.severity === "fatal") return "remove the comment, and repair what it speaks of";
  const mark = file.text.startsWith("#", span.start) ? "#" : "%%";
  const meant = known.has(code) ? code : (nearest(code, known.keys()) ?? "label-differs");
  return `${mark} ragstep-ignore ${meant}: ${reason === "" ? "why it is right here" : reason}`;
}

export default rule({
  code: "ignore-malformed",
  severity: "error",
  title: "An ignore comment without a code that may be ignored, or without a reason",
  needs: [],
  check: ({ ignores, codes }) =>
    ignores.flatMap((ignore) => {
      const message = problem(ignore, codes);
      if (message === null) return [];
      const { file, span } = ignore;
      const hint = repaired(ignore, codes);
      return [{ code: "ignore-malformed", severity: "error", message, location: { file, span }, hint }];
    }),
});
