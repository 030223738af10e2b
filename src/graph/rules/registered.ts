import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import { plainLabel } from "../../mermaid/plain-label.ts";
import type { RegistryEntry } from "../../registry/entry.ts";
import { writeScalar } from "../../registry/write-scalar.ts";
import type { Span } from "../../text/source-file.ts";
import { entriesByNode } from "../build-graph.ts";
import type { GraphFacts, GraphRule } from "../facts.ts";
import type { GraphNode } from "../graph.ts";
import { comparableLabel } from "../label.ts";

function fieldSpan(entry: RegistryEntry, field: string): Span {
  return entry.fieldSpans[field] ?? entry.span;
}

function drawnNode(node: GraphNode, { graph, inDiagram, inRegistry }: GraphFacts): Diagnostic[] {
  const { entry } = node;
  if (entry === null || graph.registry === null || inRegistry === null) return [];
  const found: Diagnostic[] = [];
  const label = graph.flowchart.vertices.get(node.id)?.label;
  const drawn = label?.text ?? node.id;
  if (comparableLabel(label ?? node.id) !== comparableLabel(entry.node_label)) {
    const message = `Step ${entry.step} \`${node.id}\` is labelled \`${drawn}\` in the diagram and \`${entry.node_label}\` in the registry.`;
    const related = [
      { file: graph.registry.file, span: fieldSpan(entry, "node_label"), message: "registered here" },
    ];
    const hint = `node_label: ${writeScalar(plainLabel(label ?? node.id))}`;
    found.push(inDiagram("label-differs", node.span, message, { related, hint }));
  }
  if (node.kind !== entry.type) {
    const message = `Step ${entry.step} \`${node.id}\` is drawn as \`${node.kind}\` and registered as \`${entry.type}\`.`;
    found.push(
      inRegistry("type-differs", fieldSpan(entry, "type"), message, {
        related: [{ file: graph.diagram, span: node.span, message: `\`${node.id}\` is drawn here` }],
        hint:
          entry.type === "error" && node.kind === "process" ? `class ${node.id} error` : `type: ${node.kind}`,
      }),
    );
  }
  if (entry.status.kind === "deprecated") {
    const message = `Step ${entry.step} \`${node.id}\` is deprecated but still drawn.`;
    const related = [
      { file: graph.registry.file, span: fieldSpan(entry, "status"), message: "deprecated here" },
    ];
    found.push(
      inDiagram("deprecated-drawn", node.span, message, {
        related,
        hint: "remove the node, or make its status active",
      }),
    );
  }
  return found;
}

/** Diagram and registry name the same steps, with the same labels and types. */
export const registered: GraphRule = (facts) => {
  const { graph, inDiagram, inRegistry } = facts;
  if (graph.registry === null || inRegistry === null) return [];
  const { entries } = graph.registry;
  const found: Diagnostic[] = [];
  const unclaimed = graph.nodes.filter((node) => node.entry === null).map((node) => node.id);
  const next = entries.reduce((greatest, entry) => Math.max(greatest, entry.step), 0) + 1;
  // Names are compared letter by letter: not for each of 10,000 nodes when diagram and registry are of two projects.
  const suggest = (id: string, among: () => Iterable<string>): string =>
    found.length < 50 ? didYouMean(id, among()) : "";
  for (const node of graph.nodes) {
    if (node.entry !== null) {
      found.push(...drawnNode(node, facts));
      continue;
    }
    const message = `\`${node.id}\` is drawn but not registered.${suggest(node.id, () => entriesByNode(graph.registry).keys())}`;
    found.push(
      inDiagram("node-not-registered", node.span, message, {
        hint: `- step: ${next}\n  node_id: ${node.id}`,
      }),
    );
  }
  for (const entry of entries) {
    const store = graph.stores.has(entry.node_id)
      ? entry.node_id
      : entry.nodes.find((id) => graph.stores.has(id));
    if (store !== undefined) {
      const message = `Step ${entry.step} is registered as \`${store}\`, but the diagram draws \`${store}\` as a store, which has no entry.`;
      found.push(
        inRegistry("store-registered", fieldSpan(entry, "node_id"), message, {
          hint: "remove the entry, or draw the node as a step",
        }),
      );
      continue;
    }
    if (entry.status.kind === "deprecated") continue;
    const missing = entry.nodes.filter((id) => !graph.indexOf.has(id));
    for (const id of missing.length > 0 || entry.nodes.length > 0 ? missing : [entry.node_id]) {
      const message = `Step ${entry.step} \`${id}\` is registered but not drawn.${suggest(id, () => unclaimed)}`;
      const hint = `draw \`${id}\`, or: status: { kind: deprecated, date: YYYY-MM-DD, reason: … }`;
      found.push(inRegistry("step-not-drawn", fieldSpan(entry, "node_id"), message, { hint }));
    }
  }
  return found;
};
