import { unrecordedEdges } from "../recorded-edges.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "edge-not-recorded",
  severity: "warning",
  title: "An edge that no recorded run takes",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "runs"],
  check(facts) {
    const { graph, places } = facts;
    if (graph === null) return [];
    return unrecordedEdges(facts, (edge, source, target) => {
      // Branches have a rule of their own.
      if (source.kind === "decision") return null;
      const way = edge.kind === "error" ? "the `error` edge" : "the edge";
      return report(
        { file: graph.diagram, span: edge.drawn.span },
        `No recorded run takes ${way} from \`${source.id}\` to \`${target.id}\`.`,
        { hint: `ragstep record ${places.tests}/fixtures/requests/<a request that takes it>.json` },
      );
    });
  },
});
