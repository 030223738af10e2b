import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { walkForks } from "../../graph/forks.ts";
import type { ForkPlace } from "../../graph/forks.ts";
import type { Graph, GraphNode } from "../../graph/graph.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "join-never-complete",
  severity: "error",
  title: "Joins that wait for each other",
} as const;
const report = reporterFor(about);

/** Of the joins where branches come into a loop, two that have no branch in common. */
function crossed({ nodes }: Graph, { doors }: ForkPlace): readonly [GraphNode, GraphNode] | null {
  const joins = [...doors]
    .flatMap(([index, branches]) => {
      const node = nodes[index];
      return node === undefined || node.in.length < 2 ? [] : [{ node, branches }];
    })
    .toSorted((a, b) => a.node.index - b.node.index);
  const [first, ...others] = joins;
  const other = others.find(({ branches }) => first !== undefined && (branches & first.branches) === 0);
  return first === undefined || other === undefined ? null : [first.node, other.node];
}

export default rule({
  ...about,
  needs: ["graph"],
  check({ graph }) {
    if (graph === null) return [];
    const found: Diagnostic[] = [];
    walkForks(graph, {
      interest: (_, cyclic) => (cyclic ? 1 : 0),
      visit(fork, place) {
        const joins = place.cyclic ? crossed(graph, place) : null;
        if (joins === null) return 0;
        const [first, second] = joins;
        const file = graph.diagram;
        const message = `\`${fork.id}\` sends one branch to \`${first.id}\` and another to \`${second.id}\`, and each of the two can come to the other, so both wait and neither join is ever complete.`;
        const related = [
          { file, span: second.span, message: "the other join" },
          { file, span: fork.span, message: "the fork" },
        ];
        const hint = `bring the branches together before the loop: draw both to \`${first.id}\``;
        found.push(report({ file, span: first.span }, message, { hint, related }));
        return 0;
      },
    });
    return found;
  },
});
