import { entryPlace } from "../entry-place.ts";
import { handlersOf } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "planned-with-code",
  severity: "error",
  title: "A planned step that is written already",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "registry", "code"],
  check: (facts) =>
    handlersOf(facts).flatMap(({ node, file }) => {
      const { entry } = node;
      if (facts.registry === null || entry?.status.kind !== "planned") return [];
      return [
        report(
          entryPlace(facts.registry, entry, "status"),
          `Step ${entry.step} \`${node.id}\` is registered as planned, but \`${file.path}\` is its handler.`,
          {
            hint: "status: active",
            related: [{ file, span: { start: 0, end: 0 }, message: "the handler" }],
          },
        ),
      ];
    }),
  fix(diagnostic) {
    const { location } = diagnostic;
    return location === undefined ? [] : [{ ...location, text: "active" }];
  },
});
