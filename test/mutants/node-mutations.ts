import {
  accessOf,
  append,
  arrow,
  bodyOf,
  labelText,
  mentionsOf,
  nodes,
  storeOf,
  wholeLine,
  wires,
} from "./diagram-places.ts";
import { lineOf } from "./mutation.ts";
import type { Mutation } from "./mutation.ts";

export const nodeMutations: readonly Mutation[] = [
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
