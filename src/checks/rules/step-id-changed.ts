import { compareRegistries } from "../compare-registries.ts";
import { entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-id-changed",
  severity: "error",
  title: "A step that has another id than before",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["registry", "git"],
  check: ({ registry, git }) =>
    registry === null || git === null
      ? []
      : compareRegistries(git, registry).flatMap((change) => {
          if (change.kind !== "id-changed") return [];
          const { before, now } = change;
          return [
            report(
              entryPlace(registry, now, "id"),
              `Step ${now.step} \`${now.node_id}\` has the id \`${now.id}\`, but it had \`${before.id}\` at \`${git.revision}\`; ids are permanent.`,
              {
                hint: `id: ${before.id}`,
                related: [{ ...entryPlace(git.registry, before, "id"), message: "as it was" }],
              },
            ),
          ];
        }),
});
