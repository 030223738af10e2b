import type { Result } from "../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../diagnostics/order.ts";
import type { SourceFile } from "../text/source-file.ts";
import { findHazards } from "./find-hazards.ts";
import type { Flowchart } from "./flowchart.ts";
import { parseFlowchartSyntax } from "./parse-syntax.ts";
import { resolveFlowchart } from "./resolve.ts";

/**
 * Reads a Mermaid flowchart. Accepts and refuses what Mermaid does; a mistake costs its statement only, so that one
 * file gives all its diagnostics. Never throws.
 *
 * @returns the flowchart as far as it could be read; null when the text is no flowchart at all.
 */
export function parseFlowchart(file: SourceFile): Result<Flowchart | null> {
  const syntax = parseFlowchartSyntax(file);
  if (!syntax.value) return { value: null, diagnostics: syntax.diagnostics };
  const { flowchart, resolution } = resolveFlowchart(file, syntax.value);
  const hazards = findHazards(flowchart, resolution);
  return {
    value: flowchart,
    diagnostics: sortDiagnostics([...syntax.diagnostics, ...resolution.diagnostics, ...hazards]),
  };
}
