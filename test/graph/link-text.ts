import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { link } from "../../src/graph/link.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { readRegistry } from "../../src/registry/read-registry.ts";
import { sourceFile } from "../../src/text/source-file.ts";

/** Links the text of a diagram, whose first line may be left out, with the text of a registry. Throws when either cannot be read. */
export function linkText(
  body: string,
  registryText?: string,
): { readonly graph: Graph; readonly diagnostics: readonly Diagnostic[] } {
  const text = /^\s*(?:flowchart|graph|---|%%)/.test(body) ? body : `flowchart TB\n${body}`;
  const diagram = sourceFile("diagram.mmd", text);
  const flowchart = parseFlowchart(diagram);
  if (flowchart.value === null) throw new Error(flowchart.diagnostics.map((one) => one.message).join("\n"));
  const registry = registryText === undefined ? null : readRegistry(sourceFile("registry.yml", registryText));
  if (registry?.diagnostics.some((one) => one.severity === "fatal")) {
    throw new Error(registry.diagnostics.map((one) => one.message).join("\n"));
  }
  const { value, diagnostics } = link(flowchart.value, diagram, registry?.value ?? null);
  return { graph: value, diagnostics };
}

/** A registry entry, from what differs. */
export function entry(step: number, node: string, fields: Readonly<Record<string, string>> = {}): string {
  const all = {
    step: String(step),
    id: `RAG.${node.toLowerCase()}`,
    node_id: node,
    node_label: node,
    type: "process",
    category: "test",
    ...fields,
  };
  return `- ${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n  ")}\n`;
}

/** The text that a diagnostic points at. */
export function pointedAt({ location }: Diagnostic): string {
  return location === undefined ? "" : location.file.text.slice(location.span.start, location.span.end);
}
