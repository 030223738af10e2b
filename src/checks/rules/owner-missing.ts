import { currentEntries, entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = { code: "owner-missing", severity: "warning", title: "A step that nobody owns" } as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["registry"],
  check: ({ registry }) =>
    registry === null
      ? []
      : currentEntries(registry)
          .filter(({ code_owner }) => code_owner === undefined)
          .map((entry) =>
            report(
              entryPlace(registry, entry, "step"),
              `Step ${entry.step} \`${entry.node_id}\` has no \`code_owner\`, so nobody is asked when it fails.`,
              { hint: "code_owner: the-team" },
            ),
          ),
});
