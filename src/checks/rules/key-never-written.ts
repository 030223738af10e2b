import { didYouMean } from "../../diagnostics/nearest.ts";
import { dataFlowOf } from "../data-flow-of.ts";
import { handlerSource, handlersOf } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";
import { literalAfter, wordAfter } from "../source-words.ts";

const about = {
  code: "key-never-written",
  severity: "error",
  title: "A key that is read before any step can have written it",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "code"],
  check(facts) {
    const found = dataFlowOf(facts)?.impossible ?? [];
    if (found.length === 0) return [];
    const handlers = handlersOf(facts);
    const written = new Set(handlers.flatMap(({ step }) => step.writes));
    return found.flatMap(({ key, node: index }) => {
      const node = facts.graph?.nodes[index];
      const file = node && handlerSource(facts, node);
      if (node === undefined || file === undefined) return [];
      const writer = handlers.find(({ step }) => step.writes.includes(key));
      const who =
        writer === undefined
          ? `no step writes it and the input does not give it.${didYouMean(key, written)}`
          : `no step before it writes it: \`${writer.node.id}\` comes later or on another way.`;
      const optional = facts.code?.steps[index]?.optional[key] !== undefined;
      const span = optional ? wordAfter(file, "optional", key) : literalAfter(file, "reads", key);
      return [
        report({ file, span }, `\`${node.id}\` reads \`${key}\`, but ${who}`, {
          hint: `remove \`${key}\` from \`${optional ? "optional" : "reads"}\`, or in the state: ${key}: key(…, { input: true })`,
          ...(writer === undefined
            ? {}
            : {
                related: [
                  {
                    file: writer.file,
                    span: literalAfter(writer.file, "writes", key),
                    message: "the first writer",
                  },
                ],
              }),
        }),
      ];
    });
  },
});
