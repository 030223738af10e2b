import type { GraphEdge, GraphNode } from "../../src/graph/graph.ts";
import type { Edge } from "../../src/mermaid/flowchart.ts";
import type { Base } from "./base.ts";
import { edited, lineOf } from "./mutation.ts";
import type { Mutant, Mutation } from "./mutation.ts";
import type { Span } from "../../src/text/source-file.ts";

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export function drawn(base: Base, at: string, edits: readonly Edit[]): Mutant {
  return { at, change: { diagram: edited(base.graph.diagram.text, edits) } };
}

export function nameOf({ graph }: Base, edge: GraphEdge): string {
  const [from, to] = [edge.source, edge.target].map((index) => graph.nodes[index]?.id ?? "");
  return `${from} ${edge.label === null ? "→" : `-${edge.label}→`} ${to}`;
}

export function edges(
  wanted: (edge: GraphEdge, source: GraphNode, target: GraphNode) => boolean,
  change: (edge: Edge, base: Base, source: GraphNode) => readonly Edit[],
): Mutation["places"] {
  return (base) =>
    base.graph.edges.flatMap((edge) => {
      const [source, target] = [base.graph.nodes[edge.source], base.graph.nodes[edge.target]];
      if (source === undefined || target === undefined || !wanted(edge, source, target)) return [];
      return [drawn(base, nameOf(base, edge), change(edge.drawn, base, source))];
    });
}

export function nodes(
  wanted: (node: GraphNode, base: Base) => boolean,
  change: (node: GraphNode, base: Base) => readonly Edit[],
): Mutation["places"] {
  return (base) =>
    base.graph.nodes
      .filter((node) => wanted(node, base))
      .map((node) => drawn(base, node.id, change(node, base)));
}

/** The dotted edges at stores. */
export function wires(
  wanted: (edge: Edge, base: Base) => boolean,
  change: (edge: Edge, base: Base) => readonly Edit[],
): Mutation["places"] {
  return (base) =>
    base.graph.flowchart.edges
      .filter((edge) => edge.stroke === "dotted" && wanted(edge, base))
      .map((edge) => drawn(base, `${edge.source} -.-> ${edge.target}`, change(edge, base)));
}

export const isDecision = (_: GraphEdge, { kind }: GraphNode): boolean => kind === "decision";
export const isPlain = ({ label }: GraphEdge, { kind }: GraphNode): boolean =>
  kind !== "decision" && label === null;
export const wholeLine = (edge: Edge, { graph }: Base): readonly Edit[] => [
  { span: lineOf(graph.diagram.text, edge.span), text: "" },
];
export const arrow =
  (text: string) =>
  (edge: Edge): readonly Edit[] => [{ span: edge.span, text }];
export const lanesOf = ({ graph }: Base): readonly string[] => graph.lanes.map(({ id }) => id);
/** Store ids, that of the edge first. */
export const storeOf = (
  edge: Edge,
  { graph }: Base,
): { readonly store: string; readonly step: string; readonly span: Span } =>
  graph.stores.has(edge.source)
    ? { store: edge.source, step: edge.target, span: edge.sourceSpan }
    : { store: edge.target, step: edge.source, span: edge.targetSpan };
export const accessOf = (edge: Edge, base: Base) => {
  const { store, step } = storeOf(edge, base);
  const node = base.graph.nodes[base.graph.indexOf.get(step) ?? -1];
  return node?.stores.find((wired) => wired.store === store)?.access;
};
export const mentionsOf = (id: string, { graph }: Base): readonly Span[] =>
  graph.flowchart.vertices.get(id)?.mentions.map(({ idSpan }) => idSpan) ?? [];
export const bodyOf = ({ id, span }: GraphNode): Span => ({ start: span.start + id.length, end: span.end });
export const labelText = ({ span }: GraphNode, { graph }: Base): string =>
  graph.diagram.text.slice(span.start, span.end).replace(/^[^[({]*[[({]+|[\])}]+(?::::\w+)?$/g, "");
export const append =
  (text: string) =>
  (_: unknown, { graph }: Base): readonly Edit[] => [
    { span: { start: graph.diagram.text.length, end: graph.diagram.text.length }, text },
  ];
