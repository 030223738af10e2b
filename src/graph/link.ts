import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { Flowchart } from "../mermaid/flowchart.ts";
import type { Registry } from "../registry/entry.ts";
import type { SourceFile } from "../text/source-file.ts";
import { buildGraph } from "./build-graph.ts";
import { graphCodes } from "./codes.ts";
import type { GraphFacts, GraphRule } from "./facts.ts";
import type { Graph } from "./graph.ts";
import { rolesOf } from "./roles.ts";
import { edgeLabels } from "./rules/edge-labels.ts";
import { ends } from "./rules/ends.ts";
import { link as linkRule } from "./rules/link.ts";
import { paths } from "./rules/paths.ts";
import { registered } from "./rules/registered.ts";
import { shape } from "./rules/shape.ts";
import { sortEdges } from "./sort-edges.ts";

const rules: readonly GraphRule[] = [shape, linkRule, edgeLabels, ends, registered, paths];

/**
 * Links a diagram and its registry (null: the diagram alone, kinds from shapes) into a graph.
 * There is always a graph to look at; it may be run only when no diagnostic is `fatal`.
 */
export function link(flowchart: Flowchart, diagram: SourceFile, registry: Registry | null): Result<Graph> {
  const roles = rolesOf(flowchart);
  const edges = sortEdges(flowchart.edges, roles.of);
  const { graph, repeated } = buildGraph({ diagram, flowchart, registry, roles, edges });
  const facts: GraphFacts = {
    graph,
    repeated,
    misdrawn: roles.misdrawn,
    refused: edges.refused,
    inDiagram: reporterOf(graphCodes, diagram),
    inRegistry: registry === null ? null : reporterOf(graphCodes, registry.file),
  };
  const found: Diagnostic[] = rules.flatMap((rule) => rule(facts));
  return { value: graph, diagnostics: found };
}
