import type { MissingKey } from "../../graph/data-flow.ts";
import type { RelatedLocation } from "../../diagnostics/diagnostic.ts";
import { dataFlowOf, pathText } from "../data-flow-of.ts";
import type { Facts } from "../facts.ts";
import { handlerSource, handlersOf } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";
import { literalAfter } from "../source-words.ts";

const about = {
  code: "key-not-written",
  severity: "error",
  title: "A key that is read although a path to the step does not write it",
} as const;
const report = reporterFor(about);

/** The first step that does write the key, and the edge by which the path goes past it. */
function others(facts: Facts, { key, path }: MissingKey): readonly RelatedLocation[] {
  const writer = handlersOf(facts).find(({ step }) => step.writes.includes(key));
  const turn = path.findLast(({ label }) => label !== null);
  const written = writer && {
    file: writer.file,
    span: literalAfter(writer.file, "writes", key),
    message: `\`${writer.node.id}\` writes it, on other paths`,
  };
  const turned =
    turn === undefined || facts.graph === null
      ? undefined
      : { file: facts.graph.diagram, span: turn.drawn.span, message: "the path goes this way" };
  return [written, turned].filter((place) => place !== undefined);
}

export default rule({
  ...about,
  needs: ["graph", "code"],
  check: (facts) =>
    (dataFlowOf(facts)?.missing ?? []).flatMap((missing) => {
      const node = facts.graph?.nodes[missing.node];
      const file = node && handlerSource(facts, node);
      if (node === undefined || file === undefined) return [];
      const { key, path } = missing;
      return [
        report(
          { file, span: literalAfter(file, "reads", key) },
          `\`${node.id}\` reads \`${key}\`, which nobody writes on the path ${pathText(facts, path)}.`,
          {
            hint: `optional: { ${key}: "What the step does without it." }, or let a step of this path write it`,
            related: others(facts, missing),
          },
        ),
      ];
    }),
});
