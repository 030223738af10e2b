import { didYouMean } from "../../diagnostics/nearest.ts";
import type { GraphRule } from "../facts.ts";
import { definitionSpan } from "../build-graph.ts";

const known = ["stadium", "rect", "diamond", "cylinder"];

/** Every node is a stadium, a rectangle, a rhombus or a cylinder, and only a rectangle can be an error step. */
export const shape: GraphRule = ({ misdrawn, inDiagram }) =>
  misdrawn.map(({ vertex, problem }) => {
    const { id } = vertex;
    const span = definitionSpan(vertex);
    if (problem === "shape") {
      const name = vertex.shape ?? "";
      return inDiagram(
        "shape-not-executable",
        span,
        `Node \`${id}\` has the shape \`${name}\`, which means nothing to a run.${didYouMean(name, known)}`,
        { hint: `${id}[…] works, ${id}{…} decides, ${id}([…]) starts or ends, ${id}[(…)] is a store` },
      );
    }
    const place = vertex.classes.find((assigned) => assigned.name === "error")?.span;
    return inDiagram(
      "error-class-shape",
      place ?? span,
      `Node \`${id}\` has the class \`error\`, but an error step is a rectangle and this is a \`${vertex.shape ?? ""}\`.`,
      { hint: `${id}[${vertex.label?.raw ?? id}]:::error` },
    );
  });
