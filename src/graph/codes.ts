import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/** Mistakes found while diagram and registry are linked. */
export const graphCodes = {
  "shape-not-executable": { severity: "fatal", title: "A shape without a meaning for the engine" },
  "error-class-shape": { severity: "fatal", title: "Class `error` on a node that is no rectangle" },
  "link-not-executable": { severity: "fatal", title: "A line without a meaning for the engine" },
  "edge-at-lane": { severity: "fatal", title: "An edge that ends at a lane" },
  "control-edge-at-store": { severity: "fatal", title: "A solid edge at a store" },
  "dotted-between-steps": { severity: "fatal", title: "A dotted edge without a store" },
  "dotted-between-stores": { severity: "fatal", title: "A dotted edge from store to store" },
  "data-edge-direction": { severity: "fatal", title: "A data edge without one clear direction" },
  "decision-edge-unlabelled": { severity: "fatal", title: "A decision's edge without a label" },
  "decision-label-repeated": { severity: "fatal", title: "Two edges of a decision with one label" },
  "decision-without-edges": { severity: "fatal", title: "A decision that leads nowhere" },
  "labelled-edge": { severity: "fatal", title: "A labelled edge out of a step that decides nothing" },
  "error-edge-repeated": { severity: "fatal", title: "Two error edges out of one step" },
  "no-entry": { severity: "fatal", title: "No node where a run may start" },
  "step-not-drawn": { severity: "error", title: "A registered step that is not drawn" },
  "node-not-registered": { severity: "error", title: "A drawn node that is not registered" },
  "deprecated-drawn": { severity: "error", title: "A deprecated step that is still drawn" },
  "label-differs": { severity: "error", title: "Diagram and registry disagree on a label" },
  "type-differs": { severity: "error", title: "Diagram and registry disagree on a type" },
  "store-registered": { severity: "error", title: "A store with a registry entry" },
  "edge-repeated": { severity: "error", title: "The same edge twice" },
  "unreachable-node": { severity: "error", title: "A step that no run can reach" },
  "no-way-to-end": { severity: "error", title: "A loop without a way out" },
  "end-shape": { severity: "error", title: "A last step that is neither an end nor an error" },
  "start-end-in-the-middle": { severity: "error", title: "A stadium that neither starts nor ends a run" },
  "decision-one-edge": { severity: "warning", title: "A decision without a choice" },
  "store-unused": { severity: "warning", title: "A store that no step touches" },
} as const satisfies Record<string, CodeInfo>;

export type GraphCode = keyof typeof graphCodes;
