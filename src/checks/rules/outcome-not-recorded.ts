import { unrecordedEdges } from "../recorded-edges.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "outcome-not-recorded",
  severity: "warning",
  title: "A branch of a decision that no recorded run takes",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "runs"],
  check(facts) {
    const { graph, places } = facts;
    if (graph === null) return [];
    return unrecordedEdges(facts, (edge, source) => {
      if (source.kind !== "decision" || edge.label === null) return null;
      return report(
        { file: graph.diagram, span: edge.drawn.label?.span ?? edge.drawn.span },
        `No recorded run takes the branch \`${edge.label}\` of \`${source.id}\`.`,
        { hint: `ragstep record ${places.tests}/fixtures/requests/<a request that takes it>.json` },
      );
    });
  },
});
