import type { RegistryEntry } from "../../registry/entry.ts";
import { compareRegistries } from "../compare-registries.ts";
import { entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-number-reused",
  severity: "error",
  title: "A number that belonged to another step",
} as const;
const report = reporterFor(about);

function greatest(entries: readonly RegistryEntry[]): number {
  return entries.reduce((most, { step }) => Math.max(most, step), 0);
}

export default rule({
  ...about,
  needs: ["registry", "git"],
  check: ({ registry, git }) =>
    registry === null || git === null
      ? []
      : compareRegistries(git, registry).flatMap((change) => {
          if (change.kind !== "number-reused") return [];
          const { before, now } = change;
          const next = greatest([...registry.entries, ...git.registry.entries]) + 1;
          return [
            report(
              entryPlace(registry, now, "step"),
              `The number ${now.step} belonged to \`${before.node_id}\` (\`${before.id}\`) at \`${git.revision}\`, but \`${now.node_id}\` has it now; numbers are never reused.`,
              {
                hint: `step: ${next}`,
                related: [{ ...entryPlace(git.registry, before, "step"), message: "as it was" }],
              },
            ),
          ];
        }),
});
