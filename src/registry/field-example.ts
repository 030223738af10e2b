const examples: Readonly<Record<string, string>> = {
  step: "step: 1",
  id: "id: RAG.area.what.it.does",
  node_id: "node_id: NodeId",
  node_label: 'node_label: "What the diagram says"',
  type: "type: process",
  category: "category: platform",
  nodes: "nodes: [NodeId]",
  code_owner: "code_owner: a-team",
  status: "status: { kind: deprecated, date: 2026-01-31, reason: why it is no longer drawn }",
  timeout_ms: "timeout_ms: 30000",
  retry: "retry: { attempts: 3, backoff_ms: 200, factor: 2, jitter: 0.2 }",
  max_visits: "max_visits: 5",
  flag: "flag: name_of_the_flag",
  flag_default: "flag_default: true",
  idempotent: "idempotent: why a second attempt does no harm",
};

const required = ["step", "id", "node_id", "node_label", "type", "category"];

/** A line that gives a field of an entry a value that it may have; a whole entry for what is no field. */
export function fieldExample(field: string): string {
  return examples[field] ?? `- ${required.map((name) => examples[name]).join("\n  ")}`;
}
