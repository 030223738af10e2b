import type { GraphView } from "../../../src/server/api-schemas.ts";

type Steps = Pick<GraphView, "nodes">;

/** How a step is called where one chooses among many: `64 LLMCall`, or its node id when it has no number. */
export function stepName(graph: Steps | null, id: string): string {
  const number = graph?.nodes.find((node) => node.id === id)?.step ?? null;
  return number === null ? id : `${number} ${id}`;
}

/** The node that a person means by its number, its node id, its registry id, its label, or `stepName`; null for none, or for several. */
export function findStep(graph: Steps, text: string): string | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return null;
  const exact = graph.nodes.find(
    ({ id, step, step_id, label }) =>
      [id, step_id, label, stepName(graph, id)].some((name) => name?.toLowerCase() === wanted) ||
      (step !== null && String(step) === wanted),
  );
  if (exact !== undefined) return exact.id;
  const near = graph.nodes.filter(({ id, label }) => `${id} ${label}`.toLowerCase().includes(wanted));
  return near.length === 1 ? (near[0]?.id ?? null) : null;
}
