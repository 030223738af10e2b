import { handlersOf } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";
import { usedStores } from "../used-stores.ts";

const about = {
  code: "store-access-unused",
  severity: "error",
  title: "A store that the diagram gives a step and its code never uses",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "code"],
  check(facts) {
    const { graph } = facts;
    if (graph === null) return [];
    return handlersOf(facts).flatMap(({ node, file }) => {
      if (node.stores.length === 0) return [];
      const { named, handedOn } = usedStores(file);
      if (handedOn) return [];
      return node.stores
        .filter(({ store }) => !named.has(store))
        .map(({ store, spans: [span] }) =>
          report(
            { file: graph.diagram, span: span ?? node.span },
            `The diagram gives \`${node.id}\` the store \`${store}\`, which \`${file.path}\` never uses.`,
            {
              hint: `remove the dotted edge, or use \`stores.${store}\``,
              related: [{ file, span: { start: 0, end: 0 }, message: "the handler" }],
            },
          ),
        );
    });
  },
});
