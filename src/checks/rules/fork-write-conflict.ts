import { sideBySideWrites } from "../../graph/side-by-side-writes.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "fork-write-conflict",
  severity: "error",
  title: "Branches that write the same key, which has no merge rule",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "code"],
  check({ graph, code }) {
    if (graph === null || code === null) return [];
    const { steps, state } = code;
    const writes = steps.map((step) =>
      (step?.writes ?? []).filter((key) => state[key]?.flags.merge === undefined),
    );
    return sideBySideWrites(graph, writes).flatMap(({ key, ...at }) => {
      const [fork, first, second] = [at.fork, at.first, at.second].map((index) => graph.nodes[index]);
      if (fork === undefined || first === undefined || second === undefined) return [];
      const file = graph.diagram;
      return [
        report(
          { file, span: second.span },
          `\`${first.id}\` and \`${second.id}\` run side by side after \`${fork.id}\` and both write \`${key}\`, which has no merge rule for two values.`,
          {
            hint: `in the state: ${key}: key(…, { merge: "append" }), or let one of them write it`,
            related: [
              { file, span: first.span, message: "the other writer" },
              { file, span: fork.span, message: "the fork" },
            ],
          },
        ),
      ];
    });
  },
});
