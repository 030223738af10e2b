import { graphCodes } from "../../graph/codes.ts";
import { plainLabel } from "../../mermaid/plain-label.ts";
import { writeScalar } from "../../registry/write-scalar.ts";
import { nodeAt } from "../node-at.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "label-differs",
  ...graphCodes["label-differs"],
  needs: ["graph", "registry"],
  check: foundWhileLoading("label-differs"),
  // The picture is what people edit and discuss, so the registry follows it.
  fix(diagnostic, { graph, registry }) {
    const node = nodeAt(graph, diagnostic);
    const span = node?.entry?.fieldSpans["node_label"];
    if (node === undefined || span === undefined || registry === null) return [];
    const drawn = plainLabel(graph?.flowchart.vertices.get(node.id)?.label ?? node.id);
    return [{ file: registry.file, span, text: writeScalar(drawn) }];
  },
});
