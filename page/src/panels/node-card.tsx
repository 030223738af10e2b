import { useEffect, useRef } from "preact/hooks";
import { counted } from "../data/times.ts";
import { graph, selected, view } from "../page-state.ts";
import { NodeDocument } from "./node-document.tsx";
import { NodeEdges, NodeFacts, NodeKeys } from "./node-facts.tsx";
import { NodeSums } from "./node-sums.tsx";
import { NodeVisits } from "./node-visits.tsx";
import { goTo, visitHere } from "./run-position.ts";
import { beside, opened } from "./run-session.ts";
import { steps, sums } from "./summary-state.ts";
import "./node-card.css";

function close(): void {
  selected.value = null;
}

/** The step that is selected: what it is, and what it did in the run that is open. */
export function NodeCard() {
  const diagram = graph.value;
  const id = selected.value;
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.parentElement?.scrollTo({ top: 0 }), [id]);
  if (diagram === null || id === null) return null;
  const node = diagram.nodes.find((one) => one.id === id);
  const model = opened.value?.model ?? null;
  const other = beside.value?.model ?? null;
  const summed = view.value.kind === "summary" ? steps.value.find((row) => row.node === id) : undefined;
  return (
    <article class="node-card" ref={card} aria-labelledby="node-card-title">
      <header class="node-card-top">
        <h2 id="node-card-title">
          {node?.step !== null && node !== undefined && <span class="node-card-number">{node.step}</span>}{" "}
          {id}
        </h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </header>
      <p class="node-card-label">{node?.label ?? "The diagram has no such step any longer."}</p>
      {model !== null && (
        <section aria-labelledby="node-card-run">
          <h3 id="node-card-run">{other === null ? "In this run" : "In run A"}</h3>
          <NodeVisits model={model} node={id} here={visitHere.value?.index ?? null} onGo={goTo} />
        </section>
      )}
      {other !== null && (
        <section aria-labelledby="node-card-other">
          <h3 id="node-card-other">In run B</h3>
          <NodeVisits model={other} node={id} here={null} onGo={null} />
        </section>
      )}
      {summed !== undefined && (
        <section aria-labelledby="node-card-sums">
          <h3 id="node-card-sums">In the last {counted(sums.value?.runs ?? 0, "run")}</h3>
          <NodeSums row={summed} />
        </section>
      )}
      {node !== undefined && (
        <>
          <section aria-labelledby="node-card-facts">
            <h3 id="node-card-facts">Facts</h3>
            <NodeFacts node={node} graph={diagram} />
          </section>
          <section aria-labelledby="node-card-edges">
            <h3 id="node-card-edges">Edges</h3>
            <NodeEdges node={node} graph={diagram} />
          </section>
          {node.reads.length + node.writes.length + Object.keys(node.optional).length > 0 && (
            <section aria-labelledby="node-card-keys">
              <h3 id="node-card-keys">State</h3>
              <NodeKeys node={node} />
            </section>
          )}
          <section aria-labelledby="node-card-document">
            <h3 id="node-card-document">Document</h3>
            <NodeDocument id={id} />
          </section>
        </>
      )}
    </article>
  );
}
