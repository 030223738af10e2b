import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { link } from "../graph/link.ts";
import { parseFlowchart } from "../mermaid/parse-flowchart.ts";
import type { Registry } from "../registry/entry.ts";
import { readRegistry } from "../registry/read-registry.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { readText } from "./read-text.ts";

/** What diagram and registry say; a part that cannot be read is null. */
export interface LoadedGraph {
  readonly graph: Graph | null;
  readonly registry: Registry | null;
}

/** Reads diagram and registry and links them. Never throws: every problem of both files is in the diagnostics. */
export function loadGraph(layout: Layout): Result<LoadedGraph> {
  const text = (path: string, role: string) =>
    readText({ path, shown: shownPath(layout, path), role, overlay: layout.overlay });
  const diagram = text(layout.diagram, "diagram");
  const registryText = layout.registry === null ? null : text(layout.registry, "registry");
  const diagnostics: Diagnostic[] = [...diagram.diagnostics, ...(registryText?.diagnostics ?? [])];
  let registry: Registry | null = null;
  let registryBroken = layout.registry !== null && !registryText?.value;
  if (registryText?.value) {
    const read = readRegistry(registryText.value);
    diagnostics.push(...read.diagnostics);
    registry = read.value;
    registryBroken = read.diagnostics.some(({ severity }) => severity === "fatal");
  }
  if (!diagram.value) return { value: { graph: null, registry }, diagnostics };
  const parsed = parseFlowchart(diagram.value);
  diagnostics.push(...parsed.diagnostics);
  // Where one file is broken, what follows from its missing half would only hide what is wrong with it.
  const diagramBroken = parsed.diagnostics.some(({ severity }) => severity === "fatal");
  if (parsed.value === null || diagramBroken) return { value: { graph: null, registry }, diagnostics };
  const linked = link(parsed.value, diagram.value, registry);
  // Beside a broken registry, the diagram still tells what is wrong with it alone.
  const told = registryBroken ? link(parsed.value, diagram.value, null) : linked;
  diagnostics.push(...told.diagnostics);
  return { value: { graph: linked.value, registry }, diagnostics };
}
