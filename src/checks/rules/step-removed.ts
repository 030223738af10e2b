import { compareRegistries } from "../compare-registries.ts";
import { entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-removed",
  severity: "error",
  title: "A step that is gone from the registry",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["registry", "git"],
  check: ({ registry, git }) =>
    registry === null || git === null
      ? []
      : compareRegistries(git, registry).flatMap((change) => {
          if (change.kind !== "removed") return [];
          const { step, node_id } = change.before;
          return [
            report(
              { file: registry.file, span: { start: 0, end: 0 } },
              `Step ${step} \`${node_id}\` was registered at \`${git.revision}\` and is gone, but an entry stays so that its number and id are never reused.`,
              {
                hint: "put the entry back with: status: { kind: deprecated, date: YYYY-MM-DD, reason: … }",
                related: [{ ...entryPlace(git.registry, change.before, "step"), message: "as it was" }],
              },
            ),
          ];
        }),
});
