import { graphCodes } from "../../graph/codes.ts";
import { nodeAt } from "../node-at.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "type-differs",
  ...graphCodes["type-differs"],
  needs: ["graph", "registry"],
  check: foundWhileLoading("type-differs"),
  fix(diagnostic, { graph, registry }) {
    const node = nodeAt(graph, diagnostic);
    if (graph === null || registry === null || !node?.entry) return [];
    // An error step is a rectangle with a class, which is easily forgotten; nobody registers one by mistake.
    if (node.entry.type === "error" && node.kind === "process") {
      const classes = graph.flowchart.vertices.get(node.id)?.classes ?? [];
      // Which of two classes is right is not for us to say.
      if (classes.length > 0) return [];
      const end = { start: node.span.end, end: node.span.end };
      return [{ file: graph.diagram, span: end, text: ":::error" }];
    }
    // Otherwise the shape is how the step runs, so the registry follows it.
    const span = node.entry.fieldSpans["type"];
    return span === undefined ? [] : [{ file: registry.file, span, text: node.kind }];
  },
});
