import { lostKeys } from "../../graph/lost-keys.ts";
import { entryPlace } from "../entry-place.ts";
import { handlerSource } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";
import { literalAfter } from "../source-words.ts";

const about = {
  code: "key-lost-on-resume",
  severity: "error",
  title: "A live value that is needed where a run may be resumed without it",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "code"],
  check(facts) {
    const { graph, code, registry } = facts;
    if (graph === null || code === null) return [];
    return lostKeys({ graph, state: code.state, steps: code.steps }).flatMap(({ key, ...at }) => {
      const [node, writer] = [graph.nodes[at.node], graph.nodes[at.writer]];
      const file = node && handlerSource(facts, node);
      if (node === undefined || writer === undefined || file === undefined) return [];
      const store = writer.stores.find(({ access }) => access !== "read")?.store ?? "";
      const place =
        writer.entry === null || registry === null
          ? { file: graph.diagram, span: writer.span }
          : entryPlace(registry, writer.entry, "node_id");
      return [
        report(
          { file, span: literalAfter(file, "reads", key) },
          `\`${node.id}\` needs \`${key}\`, which is never stored, and a run that is resumed after \`${writer.id}\` does not have it: \`${writer.id}\` writes to \`${store}\` and is not run again.`,
          {
            hint: `optional: { ${key}: "What the step does without it." }, or in the entry of \`${writer.id}\`: idempotent: why a second time does no harm`,
            related: [{ ...place, message: `\`${writer.id}\` writes it` }],
          },
        ),
      ];
    });
  },
});
