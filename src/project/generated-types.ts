import { dirname, relative } from "node:path";
import { generateTypes } from "../graph/generate-types.ts";
import type { Graph } from "../graph/graph.ts";
import { engineSpecifier } from "./engine-specifier.ts";
import type { Layout } from "./layout.ts";

/** An import specifier from one file to another. */
function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

/** The text of the project's generated types, as it should be. The same project gives the same text. */
export function generatedTypes(layout: Layout, graph: Graph): string {
  return generateTypes(graph, {
    engine: engineSpecifier(layout.root),
    state: specifier(layout.types, layout.state),
    environment: layout.services === null ? null : specifier(layout.types, layout.services),
  });
}
