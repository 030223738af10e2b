import { currentEntries, entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "flag-without-default",
  severity: "error",
  title: "A feature flag that does not say what it is when nobody sets it",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["registry"],
  check: ({ registry }) =>
    registry === null
      ? []
      : currentEntries(registry).flatMap((entry) =>
          entry.flag === undefined || entry.flag_default !== undefined
            ? []
            : [
                report(
                  entryPlace(registry, entry, "flag"),
                  `Step ${entry.step} \`${entry.node_id}\` has the flag \`${entry.flag}\`, but no \`flag_default\` for runs that do not set it.`,
                  { hint: "flag_default: true" },
                ),
              ],
        ),
});
