import { forkRegions } from "../../graph/forks.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "join-never-complete",
  severity: "error",
  title: "Joins that wait for each other",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph"],
  check: ({ graph }) =>
    graph === null
      ? []
      : forkRegions(graph, () => false).flatMap(({ fork, crossed }) =>
          crossed.flatMap(([one, other]) => {
            const [source, first, second] = [fork, one, other].map((index) => graph.nodes[index]);
            if (source === undefined || first === undefined || second === undefined) return [];
            const file = graph.diagram;
            return [
              report(
                { file, span: first.span },
                `\`${source.id}\` sends one branch to \`${first.id}\` and another to \`${second.id}\`, and each of the two can come to the other, so both wait and neither join is ever complete.`,
                {
                  hint: `bring the branches together before the loop: draw both to \`${first.id}\``,
                  related: [
                    { file, span: second.span, message: "the other join" },
                    { file, span: source.span, message: "the fork" },
                  ],
                },
              ),
            ];
          }),
        ),
});
