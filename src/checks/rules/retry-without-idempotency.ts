import { entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "retry-without-idempotency",
  severity: "error",
  title: "A retried step that writes, and does not say why a second attempt does no harm",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "registry"],
  check: ({ graph, registry }) =>
    graph === null || registry === null
      ? []
      : graph.nodes.flatMap(({ id, entry, stores }) => {
          const written = stores.find(({ access }) => access !== "read");
          const attempts = entry?.retry?.attempts ?? 1;
          if (entry === null || written === undefined || attempts < 2 || entry.idempotent !== undefined)
            return [];
          const span = written.spans.at(-1);
          return [
            report(
              entryPlace(registry, entry, "retry"),
              `Step ${entry.step} \`${id}\` is tried up to ${attempts} times and writes to \`${written.store}\`, but does not say why a second attempt does no harm.`,
              {
                hint: "idempotent: each record has a key, and writing it again changes nothing",
                related:
                  span === undefined ? [] : [{ file: graph.diagram, span, message: `\`${id}\` writes here` }],
              },
            ),
          ];
        }),
});
