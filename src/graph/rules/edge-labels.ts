import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { GraphFacts, GraphRule } from "../facts.ts";
import type { GraphNode } from "../graph.ts";

function decision(node: GraphNode, { graph, inDiagram }: GraphFacts): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (node.out.length === 0) {
    found.push(
      inDiagram(
        "decision-without-edges",
        node.span,
        `Decision \`${node.id}\` has no edge out, so it has nothing to decide.`,
        {
          hint: `${node.id} -->|Yes| NextStep`,
        },
      ),
    );
  }
  if (node.out.length === 1) {
    found.push(
      inDiagram(
        "decision-one-edge",
        node.span,
        `Decision \`${node.id}\` has one edge out, so it always decides the same.`,
        {
          hint: `draw its other outcome, or make it a step: ${node.id}[…]`,
        },
      ),
    );
  }
  const firstWith = new Map<string, GraphNode["out"][number]>();
  for (const edge of node.out) {
    const target = graph.nodes[edge.target]?.id ?? "";
    if (edge.label === null) {
      const message = `The edge from decision \`${node.id}\` to \`${target}\` has no label, so no outcome can pick it.`;
      found.push(
        inDiagram("decision-edge-unlabelled", edge.drawn.span, message, {
          hint: `${node.id} -->|Yes| ${target}`,
        }),
      );
      continue;
    }
    const first = firstWith.get(edge.label);
    if (first === undefined) {
      firstWith.set(edge.label, edge);
      continue;
    }
    const message = `Two edges out of decision \`${node.id}\` have the label \`${edge.label}\`, so the outcome does not say which to take.`;
    const related = [{ file: graph.diagram, span: first.drawn.span, message: "the first one" }];
    found.push(
      inDiagram("decision-label-repeated", edge.drawn.span, message, {
        related,
        hint: "give each edge its own label; a decision may return several labels to take several edges",
      }),
    );
  }
  return found;
}

function other(node: GraphNode, { graph, inDiagram }: GraphFacts): Diagnostic[] {
  return node.out
    .filter((edge) => edge.label !== null)
    .map((edge) => {
      const target = graph.nodes[edge.target]?.id ?? "";
      const message = `The edge from \`${node.id}\` to \`${target}\` is labelled \`${edge.label ?? ""}\`, but \`${node.id}\` is no decision.`;
      const hint =
        node.kind === "process"
          ? `${node.id}{…} if it decides; the only label out of a process is \`error\``
          : `${node.id} --> ${target}`;
      return inDiagram("labelled-edge", edge.drawn.span, message, { hint });
    });
}

/** A decision's edges carry one label each; other edges carry none, except `error` out of a process, once. */
export const edgeLabels: GraphRule = (facts) => {
  const { graph, inDiagram, repeated } = facts;
  const found = graph.nodes.flatMap((node) =>
    node.kind === "decision" ? decision(node, facts) : other(node, facts),
  );
  for (const edge of graph.edges) {
    const node = graph.nodes[edge.source];
    const taken = node?.errorEdge;
    if (edge.kind !== "error" || node === undefined || taken === edge || !taken) continue;
    const message = `\`${node.id}\` has two error edges, but a failure goes one way.`;
    const related = [{ file: graph.diagram, span: taken.drawn.span, message: "the first one" }];
    found.push(
      inDiagram("error-edge-repeated", edge.drawn.span, message, { related, hint: "keep one of them" }),
    );
  }
  for (const { edge, first } of repeated) {
    const message = `The edge from \`${edge.source}\` to \`${edge.target}\` is drawn twice.`;
    const related = [{ file: graph.diagram, span: first.span, message: "the first one" }];
    found.push(inDiagram("edge-repeated", edge.span, message, { related, hint: "remove one of them" }));
  }
  return found;
};
