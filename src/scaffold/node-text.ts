import type { NodeKind } from "../graph/graph.ts";
import { kindBrackets, quotedLabel } from "../graph/picture-text.ts";
import { parseFlowchart } from "../mermaid/parse-flowchart.ts";
import { plainLabel } from "../mermaid/plain-label.ts";
import { sourceFile } from "../text/source-file.ts";

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
  const [open, close] = kindBrackets[kind];
  const bare = `${open}${label}${close}`;
  const text = reads(`Probe${bare}`, "node", plainLabel(label))
    ? bare
    : `${open}${quotedLabel(label)}${close}`;
  return `${id}${text}${kind === "error" ? ":::error" : ""}`;
}

/** `-->`, or `-->|label|`. */
export function arrowText(label: string | null): string {
  if (label === null) return "-->";
  const bare = `-->|${label}|`;
  return reads(`Probe ${bare} Other`, "edge", plainLabel(label)) ? bare : `-->|${quotedLabel(label)}|`;
}
