import type { Plugin } from "vite";

/** Parts that mermaid loads when it meets such a diagram; a flowchart laid out by dagre needs these two. */
const wanted = /\/(flowDiagram|dagre)-[^/]+\.mjs$/;
const mermaidFile = /\/node_modules\/mermaid\//;
const nothing = "\0left-out-of-mermaid";

/** Leaves out of the bundle what mermaid loads for other kinds of diagrams, other layouts and formulas. */
export function mermaidFlowcharts(): Plugin {
  return {
    name: "mermaid-flowcharts",
    enforce: "pre",
    resolveId(source, importer, { kind }) {
      if (kind !== "dynamic-import" || importer === undefined || !mermaidFile.test(importer)) return null;
      return wanted.test(source) ? null : nothing;
    },
    load: (id) =>
      id === nothing ? "export const diagram = null; export const render = null; export default [];" : null,
  };
}
