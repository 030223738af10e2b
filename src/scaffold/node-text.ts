import type { NodeKind } from "../graph/graph.ts";
import { parseFlowchart } from "../mermaid/parse-flowchart.ts";
import { plainLabel } from "../mermaid/plain-label.ts";
import { sourceFile } from "../text/source-file.ts";

const shapes: Readonly<Record<NodeKind, readonly [string, string, string]>> = {
  startEnd: ["([", "])", ""],
  process: ["[", "]", ""],
  decision: ["{", "}", ""],
  error: ["[", "]", ":::error"],
};

/** How a label is written in a string: Mermaid knows no backslash, and reads a `#` as the beginning of an entity. */
function quoted(text: string): string {
  return `"${text.replaceAll("#", "#35;").replaceAll('"', "#quot;")}"`;
}

function reads(statement: string, labelOf: "node" | "edge", wanted: string): boolean {
  const { value, diagnostics } = parseFlowchart(sourceFile("", `flowchart TD\n  ${statement}\n`));
  const label = labelOf === "node" ? value?.vertices.get("Probe")?.label : value?.edges[0]?.label;
  return (
    diagnostics.length === 0 &&
    label !== undefined &&
    label.kind !== "markdown" &&
    plainLabel(label) === wanted
  );
}

/** A node with its shape and label as a diagram has it, in quotes only where the label needs them. */
export function nodeText(id: string, kind: NodeKind, label: string): string {
  const [open, close, suffix] = shapes[kind];
  const bare = `${open}${label}${close}`;
  const text = reads(`Probe${bare}`, "node", plainLabel(label)) ? bare : `${open}${quoted(label)}${close}`;
  return `${id}${text}${suffix}`;
}

/** `-->`, or `-->|label|`. */
export function arrowText(label: string | null): string {
  if (label === null) return "-->";
  const bare = `-->|${label}|`;
  return reads(`Probe ${bare} Other`, "edge", plainLabel(label)) ? bare : `-->|${quoted(label)}|`;
}
