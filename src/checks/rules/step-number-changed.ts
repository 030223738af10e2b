import { compareRegistries } from "../compare-registries.ts";
import { entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-number-changed",
  severity: "error",
  title: "A step that has another number than before",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["registry", "git"],
  check: ({ registry, git }) =>
    registry === null || git === null
      ? []
      : compareRegistries(git, registry).flatMap((change) => {
          if (change.kind !== "number-changed") return [];
          const { before, now } = change;
          return [
            report(
              entryPlace(registry, now, "step"),
              `Step \`${now.id}\` has the number ${now.step}, but it had ${before.step} at \`${git.revision}\`; numbers are permanent.`,
              {
                hint: `step: ${before.step}`,
                related: [{ ...entryPlace(git.registry, before, "step"), message: "as it was" }],
              },
            ),
          ];
        }),
});
