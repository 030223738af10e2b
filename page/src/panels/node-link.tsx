import { diagram, graph, selected } from "../page-state.ts";
import "./node-link.css";

/** Opens a step's card and brings it into view. */
export function showNode(node: string): void {
  selected.value = node;
  diagram.value?.show(node);
}

/** A step by its number and node id; opens its card. One that the diagram has no longer is only named. */
export function NodeLink({ node }: { readonly node: string }) {
  const known = graph.value?.nodes.find(({ id }) => id === node);
  if (known === undefined) return <span title="The diagram has no such step any longer.">{node}</span>;
  return (
    <button type="button" class="node-link" title={known.label} onClick={() => showNode(node)}>
      {known.step === null ? "" : `${known.step} `}
      {node}
    </button>
  );
}
