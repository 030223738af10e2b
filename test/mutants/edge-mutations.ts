import { append, arrow, edges, isDecision, isPlain, lanesOf, nodes, wholeLine } from "./diagram-places.ts";
import { lineOf } from "./mutation.ts";
import type { Mutation } from "./mutation.ts";

export const edgeMutations: readonly Mutation[] = [
  {
    kind: "drop the only edge out of a step",
    caughtBy: ["end-shape", "start-end-in-the-middle", "unreachable-node"],
    // An error may end a run.
    places: edges(
      (edge, source) => isPlain(edge, source) && source.out.length === 1 && source.kind !== "error",
      wholeLine,
    ),
  },
  { kind: "drop a branch of a decision", caughtBy: ["types-stale"], places: edges(isDecision, wholeLine) },
  {
    kind: "relabel a branch",
    caughtBy: ["label-never-returned"],
    places: edges(isDecision, (edge) => [{ span: edge.label?.span ?? edge.span, text: "Otherwise" }]),
  },
  {
    kind: "label two branches alike",
    caughtBy: ["decision-label-repeated"],
    places: edges(
      (edge, source) => source.kind === "decision" && source.outcomes[0] !== edge.label,
      (edge, _, source) => [{ span: edge.label?.span ?? edge.span, text: source.outcomes[0] ?? "" }],
    ),
  },
  {
    kind: "take a branch's label away",
    caughtBy: ["decision-edge-unlabelled"],
    places: edges(isDecision, arrow("-->")),
  },
  { kind: "label a plain edge", caughtBy: ["labelled-edge"], places: edges(isPlain, arrow("-->|Yes|")) },
  {
    kind: "draw a new branch",
    caughtBy: ["label-never-returned"],
    places: nodes(
      ({ kind }) => kind === "decision",
      (node, base) => append(`  ${node.id} -->|Perhaps| End\n`)(node, base),
    ),
  },
  {
    kind: "draw an edge twice",
    caughtBy: ["edge-repeated"],
    places: edges(isPlain, (edge, base) => {
      const line = lineOf(base.graph.diagram.text, edge.span);
      return [
        {
          span: { start: line.end, end: line.end },
          text: base.graph.diagram.text.slice(line.start, line.end),
        },
      ];
    }),
  },
  {
    kind: "turn an arrow into a line",
    caughtBy: ["link-not-executable"],
    places: edges(isPlain, arrow("---")),
  },
  { kind: "dot a control edge", caughtBy: ["dotted-between-steps"], places: edges(isPlain, arrow("-.->")) },
  {
    kind: "rewire an edge to a lane",
    caughtBy: ["edge-at-lane"],
    places: edges(isPlain, (edge, base) => [{ span: edge.targetSpan, text: lanesOf(base)[0] ?? "" }]),
  },
  {
    kind: "rewire an edge to a store",
    caughtBy: ["control-edge-at-store"],
    places: edges(isPlain, (edge, base) => [
      { span: edge.targetSpan, text: [...base.graph.stores.keys()][0] ?? "" },
    ]),
  },
  {
    kind: "rewire the only edge out of a step back to itself",
    caughtBy: ["no-way-to-end", "start-end-in-the-middle", "no-entry"],
    places: edges(
      (edge, source) => isPlain(edge, source) && source.out.length === 1 && source.errorEdge === null,
      (edge) => [{ span: edge.targetSpan, text: edge.source }],
    ),
  },
  {
    kind: "rewire an edge past the step it leads to",
    caughtBy: ["unreachable-node", "start-end-in-the-middle"],
    places: edges(
      (_, source, target) => source.index !== target.index && target.in.length === 1 && target.out.length > 0,
      (edge, { graph }) => {
        const target = graph.nodes[graph.indexOf.get(edge.target) ?? -1];
        const next = graph.nodes[target?.out[0]?.target ?? -1];
        return [{ span: edge.targetSpan, text: next?.id ?? "" }];
      },
    ),
  },
  {
    kind: "put an unknown step into an edge",
    caughtBy: ["node-not-registered"],
    places: edges(isPlain, (edge) => [{ span: edge.span, text: "--> Unknown[Unknown] -->" }]),
  },
];
