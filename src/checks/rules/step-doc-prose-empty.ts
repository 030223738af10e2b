import { behaviorMark, readStepProse } from "../../documents/step-page.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-doc-prose-empty",
  severity: "error",
  title: "A step's page that does not say what its code does",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["docs"],
  check({ docs }) {
    if (docs === null) return [];
    return docs.pages
      .filter(({ file }) => file.path.startsWith(`${docs.stepsFolder}/STEP-`))
      .filter(({ file }) => readStepProse(file.text).behavior === "")
      .map(({ file }) => {
        const start = Math.max(0, file.text.indexOf(behaviorMark));
        const end = file.text.startsWith(behaviorMark, start) ? start + behaviorMark.length : start;
        return report(
          { file, span: { start, end } },
          `\`${file.path}\` has no behaviour notes: generated facts alone do not say what the step does.`,
          { hint: `${behaviorMark} Reads the request and asks the user.` },
        );
      });
  },
});
