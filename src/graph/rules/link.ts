import type { Edge } from "../../mermaid/flowchart.ts";
import type { GraphCode } from "../codes.ts";
import type { GraphRule } from "../facts.ts";
import type { Graph } from "../graph.ts";
import type { Refusal } from "../sort-edges.ts";

interface Text {
  readonly code: GraphCode;
  readonly message: string;
  readonly hint: string;
}

const pair = ({ source, target }: Edge): string => `\`${source}\` and \`${target}\``;
const solid = ({ source, target }: Edge): string => `${source} --> ${target}`;
const dotted = ({ source, target }: Edge): string => `${source} -.-> ${target}`;
const reversed = (edge: Edge): Edge => ({ ...edge, source: edge.target, target: edge.source });

const texts: Readonly<Record<Refusal, (edge: Edge, graph: Graph) => Text>> = {
  "at-lane": (edge, { lanes }) => {
    const lane = lanes.find((one) => one.id === edge.source || one.id === edge.target);
    return {
      code: "edge-at-lane",
      message: `The edge between ${pair(edge)} ends at the lane \`${lane?.id ?? edge.target}\`, but a run goes from step to step.`,
      hint: `draw it to a node inside, such as \`${lane?.members[0] ?? "FirstStep"}\``,
    };
  },
  "control-at-store": (edge, { stores }) => ({
    code: "control-edge-at-store",
    message: `A solid edge joins ${pair(edge)}, but \`${stores.has(edge.source) ? edge.source : edge.target}\` is a store and a run cannot go there.`,
    hint: dotted(edge),
  }),
  "dotted-steps": (edge) => ({
    code: "dotted-between-steps",
    message: `A dotted edge joins the steps ${pair(edge)}, but dotted edges are for reading and writing stores.`,
    hint: solid(edge),
  }),
  "dotted-stores": (edge) => ({
    code: "dotted-between-stores",
    message: `A dotted edge joins the stores ${pair(edge)}, but only a step can read or write a store.`,
    hint: `${edge.source} -.-> AStep -.-> ${edge.target}`,
  }),
  "data-direction": (edge) => ({
    code: "data-edge-direction",
    message: `The dotted edge between ${pair(edge)} does not say in one direction who reads or writes.`,
    hint: `${dotted(edge)}\n${dotted(reversed(edge))}`,
  }),
  "two-way": (edge) => ({
    code: "link-not-executable",
    message: `The edge between ${pair(edge)} has two heads, but a run goes one way along an edge.`,
    hint: `${solid(edge)}\n${solid(reversed(edge))}`,
  }),
  "no-arrow": (edge) => ({
    code: "link-not-executable",
    message: `The line between ${pair(edge)} has no arrow, so it does not say where a run goes.`,
    hint: `${solid(edge)}, or ${edge.source} ~~~ ${edge.target} for layout only`,
  }),
  "odd-arrow": (edge) => ({
    code: "link-not-executable",
    message: `The edge between ${pair(edge)} ends in a ${edge.endArrow}, which means nothing to a run.`,
    hint: solid(edge),
  }),
};

/** Every line is an arrow from step to step, or a dotted arrow between a step and a store. */
export const link: GraphRule = ({ graph, refused, inDiagram }) =>
  refused.map(({ edge, why }) => {
    const { code, message, hint } = texts[why](edge, graph);
    return inDiagram(code, edge.span, message, { hint });
  });
