import { didYouMean } from "../../diagnostics/nearest.ts";
import { handlersOf } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";
import { usedStores } from "../used-stores.ts";

const about = {
  code: "store-not-wired",
  severity: "error",
  title: "A store that the code uses and the diagram does not give it",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "code"],
  check(facts) {
    const { graph } = facts;
    if (graph === null) return [];
    return handlersOf(facts).flatMap(({ node, file }) =>
      [...usedStores(file).named].flatMap(([name, span]) => {
        if (node.stores.some(({ store }) => store === name)) return [];
        const store = graph.stores.get(name);
        const message =
          store === undefined
            ? `\`${node.id}\` uses the store \`${name}\`, which the diagram does not draw.${didYouMean(name, graph.stores.keys())}`
            : `\`${node.id}\` uses the store \`${name}\`, but no dotted edge of the diagram gives it to the step.`;
        return [
          report({ file, span }, message, {
            hint: `${name} -.-> ${node.id} to read, ${node.id} -.-> ${name} to write`,
            related: [{ file: graph.diagram, span: node.span, message: "the step" }],
          }),
        ];
      }),
    );
  },
});
