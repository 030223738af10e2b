import type { Graph } from "../graph/graph.ts";
import { parseFlowchart } from "../mermaid/parse-flowchart.ts";
import { parseFlowchartSyntax } from "../mermaid/parse-syntax.ts";
import { sourceFile } from "../text/source-file.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { drawingOf, draws } from "./move-drawing.ts";
import type { Drawing } from "./move-drawing.ts";
import type { ReadDiagram } from "./move-in-diagram.ts";
import { recountedLinkStyles } from "./move-link-styles.ts";

/** The diagram of a project, as it is written; null when it cannot be read as a whole. */
export function readDiagram({ diagram, flowchart }: Graph): ReadDiagram | null {
  const syntax = parseFlowchartSyntax(diagram).value;
  return syntax && { file: diagram, syntax, flowchart };
}

/** What some lines draw, with nothing around them. */
export function drawingOfLines(lines: readonly string[]): Drawing | null {
  const { value } = parseFlowchart(sourceFile("", ["flowchart TD", ...lines, ""].join("\n")));
  return value && drawingOf(value);
}

/** What a diagram should draw after an edit. */
export interface Redrawing {
  readonly nodes: Drawing["nodes"];
  /** For each edge of the text before, in its order, what it is now (as `edgeText`); null when it is gone. */
  readonly kept: readonly (string | null)[];
  readonly added: readonly string[];
}

/** The edits with edges counted anew where styles count them; null when the text would draw something else then. */
export function redrawn(
  { file, syntax }: ReadDiagram,
  edits: readonly TextEdit[],
  { nodes, kept, added }: Redrawing,
): readonly TextEdit[] | null {
  const all = [...edits, ...recountedLinkStyles(file.text, syntax, edits, kept)];
  const edges = [...kept.filter((edge) => edge !== null), ...added];
  return draws(applyEdits(file.text, all), { nodes, edges }) ? all : null;
}
