import { useMemo } from "preact/hooks";
import { counted } from "../data/times.ts";
import { plannedAgainstActual } from "../model/planned-actual.ts";
import type { PlannedActual } from "../model/planned-actual.ts";
import type { RunModel } from "../model/run-model.ts";
import { nameOf } from "../model/run-model.ts";
import { graph } from "../page-state.ts";
import { NodeLink } from "./node-link.tsx";

/** Decisions that are listed; a run that loops for long makes thousands. */
const mostChoices = 400;

function Gone({ plan }: { readonly plan: PlannedActual }) {
  if (plan.sameGraph && plan.goneMoves.length === 0 && plan.goneNodes.length === 0) return null;
  return (
    <div class="compare-gone">
      <p>
        {plan.sameGraph
          ? "The run left the diagram."
          : "The run went on another state of the diagram than the one shown."}{" "}
        {plan.goneMoves.length === 0 && "All its edges are still there."}
      </p>
      {plan.goneMoves.length > 0 && (
        <ul>
          {plan.goneMoves.map(({ source, target, label }, i) => (
            <li key={i}>
              {source} → {target}
              {label === null ? "" : ` (${label})`}: the diagram has no such edge any longer.
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function NodeList({ title, nodes }: { readonly title: string; readonly nodes: readonly string[] }) {
  if (nodes.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul class="compare-nodes">
        {nodes.map((node) => (
          <li key={node}>
            <NodeLink node={node} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the diagram allows beside what the run did. */
export function AgainstDiagram({ model }: { readonly model: RunModel }) {
  const diagram = graph.value;
  const plan = useMemo(
    () => (diagram === null ? null : plannedAgainstActual(model, diagram)),
    [model, diagram],
  );
  if (diagram === null || plan === null) return null;
  const notMade = plan.planned.filter(({ reached }) => reached).map(({ node }) => node);
  const ahead = plan.planned.filter(({ reached }) => !reached).map(({ node }) => node);
  return (
    <section class="compare-planned" aria-label="Planned against actual">
      <Gone plan={plan} />
      <h3>Decisions: what was allowed, and what was chosen</h3>
      {plan.choices.length === 0 && <p>The run came to no decision.</p>}
      <ul class="compare-choices">
        {plan.choices.slice(0, mostChoices).map(({ visit, allowed, taken }) => (
          <li key={visit.index}>
            <NodeLink node={visit.node} />
            {visit.visit > 1 && <span class="unseen">{nameOf(visit)}</span>}
            <span class="compare-outcomes">
              {allowed.map((outcome) =>
                taken.includes(outcome) ? (
                  <strong key={outcome}>✓ {outcome}</strong>
                ) : (
                  <span key={outcome}>{outcome}</span>
                ),
              )}
              {taken.includes("error") && !allowed.includes("error") && <strong>✕ failed</strong>}
            </span>
          </li>
        ))}
      </ul>
      {plan.choices.length > mostChoices && <p>and {plan.choices.length - mostChoices} more</p>}
      <NodeList title={`${counted(notMade.length, "planned step")} come to, not made yet`} nodes={notMade} />
      <NodeList title={`${counted(ahead.length, "planned step")} not come to`} nodes={ahead} />
      <NodeList
        title={`${counted(plan.notReached.length, "step")} of the diagram not come to`}
        nodes={plan.notReached}
      />
      {plan.notTaken.length > 0 && (
        <details>
          <summary>{counted(plan.notTaken.length, "edge")} passed by</summary>
          <ul class="compare-nodes">
            {plan.notTaken.map((place) => {
              const edge = diagram.edges[place];
              return edge === undefined ? null : (
                <li key={place}>
                  <NodeLink node={edge.source} /> → <NodeLink node={edge.target} />
                  {edge.label === null ? "" : ` (${edge.label})`}
                  {edge.kind === "error" ? " (error)" : ""}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </section>
  );
}
