import { entryPlace } from "../entry-place.ts";
import { numberIn } from "../label-number.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "label-number-differs",
  severity: "error",
  title: "A step number in a label that is not the registry's",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "registry"],
  check: ({ graph, registry }) =>
    graph === null || registry === null
      ? []
      : graph.nodes.flatMap(({ id, entry, span }) => {
          const number = numberIn(graph.flowchart.vertices.get(id)?.label?.text ?? "");
          if (entry === null || number === undefined || number === entry.step) return [];
          return [
            report(
              { file: graph.diagram, span },
              `The label of \`${id}\` says step ${number}, but the registry numbers it ${entry.step}.`,
              {
                hint: `write ${entry.step} in the label, or no number at all`,
                related: [{ ...entryPlace(registry, entry, "step"), message: "the number that counts" }],
              },
            ),
          ];
        }),
});
