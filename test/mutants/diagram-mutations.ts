import type { GraphEdge, GraphNode } from "../../src/graph/graph.ts";
import type { Edge } from "../../src/mermaid/flowchart.ts";
import type { Base } from "./base.ts";
import { edited, lineOf } from "./mutation.ts";
import type { Mutant, Mutation } from "./mutation.ts";
import type { Span } from "../../src/text/source-file.ts";

interface Edit {
  readonly span: Span;
  readonly text: string;
}

function drawn(base: Base, at: string, edits: readonly Edit[]): Mutant {
  return { at, change: { diagram: edited(base.graph.diagram.text, edits) } };
}

function nameOf({ graph }: Base, edge: GraphEdge): string {
  const [from, to] = [edge.source, edge.target].map((index) => graph.nodes[index]?.id ?? "");
  return `${from} ${edge.label === null ? "→" : `-${edge.label}→`} ${to}`;
}

function edges(
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

function nodes(
  wanted: (node: GraphNode, base: Base) => boolean,
  change: (node: GraphNode, base: Base) => readonly Edit[],
): Mutation["places"] {
  return (base) =>
    base.graph.nodes
      .filter((node) => wanted(node, base))
      .map((node) => drawn(base, node.id, change(node, base)));
}

/** The dotted edges at stores. */
function wires(
  wanted: (edge: Edge, base: Base) => boolean,
  change: (edge: Edge, base: Base) => readonly Edit[],
): Mutation["places"] {
  return (base) =>
    base.graph.flowchart.edges
      .filter((edge) => edge.stroke === "dotted" && wanted(edge, base))
      .map((edge) => drawn(base, `${edge.source} -.-> ${edge.target}`, change(edge, base)));
}

const isDecision = (_: GraphEdge, { kind }: GraphNode): boolean => kind === "decision";
const isPlain = ({ label }: GraphEdge, { kind }: GraphNode): boolean => kind !== "decision" && label === null;
const wholeLine = (edge: Edge, { graph }: Base): readonly Edit[] => [
  { span: lineOf(graph.diagram.text, edge.span), text: "" },
];
const arrow =
  (text: string) =>
  (edge: Edge): readonly Edit[] => [{ span: edge.span, text }];
const lanesOf = ({ graph }: Base): readonly string[] => graph.lanes.map(({ id }) => id);
/** Store ids, that of the edge first. */
const storeOf = (
  edge: Edge,
  { graph }: Base,
): { readonly store: string; readonly step: string; readonly span: Span } =>
  graph.stores.has(edge.source)
    ? { store: edge.source, step: edge.target, span: edge.sourceSpan }
    : { store: edge.target, step: edge.source, span: edge.targetSpan };
const accessOf = (edge: Edge, base: Base) => {
  const { store, step } = storeOf(edge, base);
  const node = base.graph.nodes[base.graph.indexOf.get(step) ?? -1];
  return node?.stores.find((wired) => wired.store === store)?.access;
};
const mentionsOf = (id: string, { graph }: Base): readonly Span[] =>
  graph.flowchart.vertices.get(id)?.mentions.map(({ idSpan }) => idSpan) ?? [];
const bodyOf = ({ id, span }: GraphNode): Span => ({ start: span.start + id.length, end: span.end });
const labelText = ({ span }: GraphNode, { graph }: Base): string =>
  graph.diagram.text.slice(span.start, span.end).replace(/^[^[({]*[[({]+|[\])}]+(?::::\w+)?$/g, "");
const append =
  (text: string) =>
  (_: unknown, { graph }: Base): readonly Edit[] => [
    { span: { start: graph.diagram.text.length, end: graph.diagram.text.length }, text },
  ];

export const diagramMutations: readonly Mutation[] = [
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
      (edge, source, target) =>
        source.index !== target.index && target.in.length === 1 && target.out.length > 0,
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
  {
    kind: "rename a step in the diagram",
    caughtBy: ["step-not-drawn"],
    places: nodes(
      () => true,
      ({ id }, base) => mentionsOf(id, base).map((span) => ({ span, text: `${id}New` })),
    ),
  },
  {
    kind: "relabel a step in the diagram",
    caughtBy: ["label-differs"],
    places: nodes(
      () => true,
      (node, base) => [
        {
          span: bodyOf(node),
          text: base.graph.diagram.text.slice(bodyOf(node).start, bodyOf(node).end).replace(/\w/, "Zz"),
        },
      ],
    ),
  },
  {
    kind: "give a step the label of the next one",
    caughtBy: ["label-differs"],
    places: nodes(
      ({ index }, { graph }) => index + 1 < graph.nodes.length,
      (node, base) => {
        const next = base.graph.nodes[node.index + 1] ?? node;
        const body = base.graph.diagram.text.slice(node.span.start, node.span.end);
        return [{ span: node.span, text: body.replace(labelText(node, base), labelText(next, base)) }];
      },
    ),
  },
  {
    kind: "number a label wrongly",
    caughtBy: ["label-number-differs"],
    places: nodes(
      ({ entry }) => entry !== null,
      (node, base) => {
        const body = base.graph.diagram.text.slice(node.span.start, node.span.end);
        const label = labelText(node, base);
        return [{ span: node.span, text: body.replace(label, `STEP 999 ${label}`) }];
      },
    ),
  },
  {
    kind: "draw a process as an end",
    caughtBy: ["type-differs"],
    places: nodes(
      ({ kind }) => kind === "process",
      (node, base) => [{ span: bodyOf(node), text: `([${labelText(node, base)}])` }],
    ),
  },
  {
    kind: "draw a step in a shape without meaning",
    caughtBy: ["shape-not-executable"],
    places: nodes(
      ({ kind }) => kind === "process",
      (node, base) => [{ span: bodyOf(node), text: `[[${labelText(node, base)}]]` }],
    ),
  },
  {
    kind: "draw a decision as a process",
    caughtBy: ["type-differs"],
    places: nodes(
      ({ kind }) => kind === "decision",
      (node, base) => [{ span: bodyOf(node), text: `[${labelText(node, base)}]` }],
    ),
  },
  {
    kind: "draw a process as a decision",
    caughtBy: ["decision-edge-unlabelled"],
    places: nodes(
      ({ kind }) => kind === "process",
      (node, base) => [{ span: bodyOf(node), text: `{${labelText(node, base)}}` }],
    ),
  },
  {
    kind: "take the error class away",
    caughtBy: ["type-differs"],
    places: nodes(
      ({ kind }) => kind === "error",
      (node, base) => [{ span: bodyOf(node), text: `[${labelText(node, base)}]` }],
    ),
  },
  {
    kind: "give a process the error class",
    caughtBy: ["type-differs"],
    places: nodes(
      ({ kind }) => kind === "process",
      ({ span }) => [{ span: { start: span.end, end: span.end }, text: ":::error" }],
    ),
  },
  {
    kind: "move a step to another lane",
    caughtBy: ["handler-lane"],
    places: nodes(
      ({ lane }) => lane !== null,
      (node, base) => {
        const { text } = base.graph.diagram;
        const line = lineOf(text, node.span);
        const other = base.graph.lanes.find(({ id }) => id !== node.lane);
        const inside = lineOf(text, other?.span ?? node.span).end;
        return [
          { span: line, text: "" },
          { span: { start: inside, end: inside }, text: text.slice(line.start, line.end) },
        ];
      },
    ),
  },
  {
    kind: "unwire a store",
    caughtBy: ["store-not-wired"],
    places: wires((edge, base) => accessOf(edge, base) !== "read-write", wholeLine),
  },
  {
    kind: "turn an access around",
    caughtBy: ["types-stale"],
    places: wires(
      (edge, base) => accessOf(edge, base) !== "read-write",
      (edge) => [
        { span: edge.sourceSpan, text: edge.target },
        { span: edge.targetSpan, text: edge.source },
      ],
    ),
  },
  {
    kind: "widen an access",
    caughtBy: ["types-stale"],
    places: wires(
      (edge, base) => accessOf(edge, base) !== "read-write",
      (edge, base) => append(`  ${edge.target} -.-> ${edge.source}\n`)(edge, base),
    ),
  },
  {
    kind: "wire another store",
    caughtBy: ["store-access-unused"],
    places: wires(
      () => true,
      (edge, base) => {
        const { store, step } = storeOf(edge, base);
        const wired = base.graph.nodes[base.graph.indexOf.get(step) ?? -1]?.stores.map(
          (one) => one.store,
        ) ?? [store];
        const other = [...base.graph.stores.keys()].find((id) => !wired.includes(id)) ?? "";
        return append(`  ${other} -.-> ${step}\n`)(edge, base);
      },
    ),
  },
  {
    kind: "make a data edge solid",
    caughtBy: ["control-edge-at-store"],
    places: wires(() => true, arrow("-->")),
  },
  {
    kind: "draw a data edge both ways at once",
    caughtBy: ["data-edge-direction"],
    places: wires(() => true, arrow("<-.->")),
  },
  {
    kind: "draw a data edge from store to store",
    caughtBy: ["dotted-between-stores"],
    places: wires(
      () => true,
      (edge, base) => {
        const { store, span } = storeOf(edge, base);
        const other = [...base.graph.stores.keys()].find((id) => id !== store) ?? "";
        return [{ span: span === edge.sourceSpan ? edge.targetSpan : edge.sourceSpan, text: other }];
      },
    ),
  },
  {
    kind: "leave an ignore comment that hides nothing",
    caughtBy: ["ignore-unused"],
    places: nodes(
      () => true,
      ({ span }, { graph }) => {
        const { start } = lineOf(graph.diagram.text, span);
        return [{ span: { start, end: start }, text: "%% ragstep-ignore label-differs: it was so once\n" }];
      },
    ),
  },
  {
    kind: "ignore without a reason",
    caughtBy: ["ignore-malformed"],
    places: nodes(
      () => true,
      ({ span }, { graph }) => {
        const { start } = lineOf(graph.diagram.text, span);
        return [{ span: { start, end: start }, text: "%% ragstep-ignore label-differs\n" }];
      },
    ),
  },
];
