import type { GraphCode } from "../codes.ts";
import type { GraphFacts, GraphRule } from "../facts.ts";
import type { RefusedEdge } from "../sort-edges.ts";

interface Text {
  readonly code: GraphCode;
  readonly message: string;
  readonly hint: string;
}

function textOf({ edge, why }: RefusedEdge, { graph }: GraphFacts): Text {
  const { source, target } = edge;
  const between = `\`${source}\` and \`${target}\``;
  const arrow = `${source} --> ${target}`;
  const dotted = `${source} -.-> ${target}`;
  switch (why) {
    case "at-lane": {
      const lane = graph.lanes.find((one) => one.id === source || one.id === target);
      const message = `The edge between ${between} ends at the lane \`${lane?.id ?? target}\`, but a run goes from step to step.`;
      return {
        code: "edge-at-lane",
        message,
        hint: `draw it to a node inside, such as \`${lane?.members[0] ?? "FirstStep"}\``,
      };
    }
    case "control-at-store": {
      const store = graph.stores.has(source) ? source : target;
      const message = `A solid edge joins ${between}, but \`${store}\` is a store and a run cannot go there.`;
      return { code: "control-edge-at-store", message, hint: dotted };
    }
    case "dotted-steps": {
      const message = `A dotted edge joins the steps ${between}, but dotted edges are for reading and writing stores.`;
      return { code: "dotted-between-steps", message, hint: arrow };
    }
    case "dotted-stores": {
      const message = `A dotted edge joins the stores ${between}, but only a step can read or write a store.`;
      return { code: "dotted-between-stores", message, hint: `${source} -.-> AStep -.-> ${target}` };
    }
    case "data-direction": {
      const message = `The dotted edge between ${between} does not say in one direction who reads or writes.`;
      return { code: "data-edge-direction", message, hint: `${dotted}\n${target} -.-> ${source}` };
    }
    case "two-way": {
      const message = `The edge between ${between} has two heads, but a run goes one way along an edge.`;
      return { code: "link-not-executable", message, hint: `${arrow}\n${target} --> ${source}` };
    }
    case "no-arrow": {
      const message = `The line between ${between} has no arrow, so it does not say where a run goes.`;
      return {
        code: "link-not-executable",
        message,
        hint: `${arrow}, or ${source} ~~~ ${target} for layout only`,
      };
    }
    case "odd-arrow": {
      const message = `The edge between ${between} ends in a ${edge.endArrow}, which means nothing to a run.`;
      return { code: "link-not-executable", message, hint: arrow };
    }
  }
}

/** Every line is an arrow from step to step, or a dotted arrow between a step and a store. */
export const link: GraphRule = (facts) =>
  facts.refused.map((refused) => {
    const { code, message, hint } = textOf(refused, facts);
    return facts.inDiagram(code, refused.edge.span, message, { hint });
  });
