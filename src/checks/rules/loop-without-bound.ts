import { cyclesOf } from "../../graph/cycles.ts";
import type { Graph } from "../../graph/graph.ts";
import { entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "loop-without-bound",
  severity: "warning",
  title: "A loop in which no step says how often a run may come by",
} as const;
const report = reporterFor(about);

/** The graph without the edges out of steps that have a bound: the loops that are left have none. */
function withoutBounds(graph: Graph): Pick<Graph, "nodes"> {
  const nodes = graph.nodes.map((node) =>
    node.entry?.max_visits === undefined ? node : { ...node, out: [], errorEdge: null },
  );
  return { nodes };
}

export default rule({
  ...about,
  needs: ["graph", "registry"],
  check: ({ graph, registry }) =>
    graph === null || registry === null
      ? []
      : cyclesOf(withoutBounds(graph)).flatMap(({ path }) => {
          const steps = path.flatMap((index) => graph.nodes[index] ?? []);
          const [first] = steps;
          if (first === undefined) return [];
          const way = [...steps, first].map(({ id }) => `\`${id}\``).join(" → ");
          return [
            report(
              { file: graph.diagram, span: first.span },
              `No step of the loop ${way} has a \`max_visits\`, so a run goes round as often as the engine's default lets it.`,
              {
                hint: "max_visits: 5",
                related:
                  first.entry === null
                    ? []
                    : [{ ...entryPlace(registry, first.entry, "step"), message: "one step of the loop" }],
              },
            ),
          ];
        }),
});
