import { dataFlowOf } from "../data-flow-of.ts";
import { handlerSource } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";
import { literalAfter } from "../source-words.ts";

const about = {
  code: "key-never-read",
  severity: "error",
  title: "A key that is written and that no later step reads",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "code"],
  check: (facts) =>
    (dataFlowOf(facts)?.unread ?? []).flatMap(({ key, node: index, elsewhere }) => {
      const node = facts.graph?.nodes[index];
      const file = node && handlerSource(facts, node);
      if (node === undefined || file === undefined) return [];
      const who = elsewhere ? "no step that comes after it reads it" : "no step reads it";
      return [
        report(
          { file, span: literalAfter(file, "writes", key) },
          `\`${node.id}\` writes \`${key}\`, but ${who}.`,
          {
            hint: `remove \`${key}\` from \`writes\`, or, where it is read outside the graph, in the state: ${key}: key(…, { output: true })`,
          },
        ),
      ];
    }),
});
