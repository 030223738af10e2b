import { useMemo, useState } from "preact/hooks";
import { counted, duration } from "../data/times.ts";
import { logLineOf } from "../model/log-lines.ts";
import type { Retry, RunModel, Visit } from "../model/run-model.ts";
import { nameOf } from "../model/run-model.ts";
import { beginTold } from "../model/told.ts";
import { stateAfter, stateBefore } from "../model/state-at.ts";
import { stateDiff } from "../model/state-diff.ts";
import { graph } from "../page-state.ts";
import { KeyChanges } from "./key-changes.tsx";
import { NodeLink } from "./node-link.tsx";

function RetryEntry({ retry }: { readonly retry: Retry }) {
  const { attempt, at, wait, error } = retry;
  return (
    <li>
      Attempt {attempt} failed at {duration(at)} ({error.code}: {error.message}), the next one{" "}
      {duration(wait)} later
    </li>
  );
}

function Failure({ visit }: { readonly visit: Visit }) {
  const { error } = visit;
  if (error === null) return null;
  return (
    <div class="node-card-error">
      <p>
        <strong>{error.code}</strong>: {error.message}
      </p>
      {error.hint !== undefined && <p>{error.hint}</p>}
    </div>
  );
}

function StateOf({ model, visit }: { readonly model: RunModel; readonly visit: Visit }) {
  const changes = useMemo(
    () => stateDiff(stateBefore(model, visit.index), stateAfter(model, visit.index)),
    [model, visit],
  );
  const reads = new Set(graph.value?.nodes.find(({ id }) => id === visit.node)?.reads);
  const written = changes.filter(({ kind }) => kind !== "same");
  const read = changes.filter(({ kind, key }) => kind === "same" && reads.has(key));
  const rest = changes.length - written.length - read.length;
  return (
    <>
      <h4>State, before and after</h4>
      {written.length === 0 ? (
        <p class="node-card-dim">It wrote nothing.</p>
      ) : (
        <KeyChanges changes={written} />
      )}
      {read.length > 0 && (
        <details>
          <summary>{counted(read.length, "key")} that it read</summary>
          <KeyChanges changes={read} />
        </details>
      )}
      {rest > 0 && <p class="node-card-dim">{counted(rest, "other key")} as before.</p>}
    </>
  );
}

function VisitFacts({ model, visit }: { readonly model: RunModel; readonly visit: Visit }) {
  const diagram = graph.value;
  const line = diagram === null ? null : logLineOf(visit, diagram);
  const attrs = Object.entries(visit.attrs ?? {});
  return (
    <div class="node-card-visit">
      <p>
        <span data-status={visit.status}>{visit.status}</span>
        {visit.outcome.length > 0 && visit.status !== "failed" && `, outcome ${visit.outcome.join(", ")}`}
        {visit.latency !== null && `, ${duration(visit.latency)}`}
        {beginTold(visit)}, {counted(visit.attempts, "attempt")}
      </p>
      {visit.next.length > 0 && (
        <p>
          On to{" "}
          {visit.next.map((node) => (
            <span key={node}>
              <NodeLink node={node} />{" "}
            </span>
          ))}
        </p>
      )}
      <Failure visit={visit} />
      {visit.retries.length > 0 && (
        <ul>
          {visit.retries.map((retry) => (
            <RetryEntry key={retry.attempt} retry={retry} />
          ))}
        </ul>
      )}
      <h4>Log line</h4>
      {line === null ? (
        <p class="node-card-dim">
          {visit.last === null ? "It is written when the step is done." : "The record does not hold it."}
        </p>
      ) : (
        <pre class="node-card-line" tabIndex={0}>
          {line}
        </pre>
      )}
      {attrs.length > 0 && (
        <details>
          <summary>{counted(attrs.length, "attribute")}</summary>
          <dl class="node-card-attrs">
            {attrs.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code>{JSON.stringify(value)}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {visit.emitted.length > 0 && <p>{counted(visit.emitted.length, "event")} emitted.</p>}
      <StateOf model={model} visit={visit} />
    </div>
  );
}

/** More visits than these are picked from a list that opens. */
const mostButtons = 6;

function visitTold(visit: Visit): string {
  const time = visit.latency === null ? visit.status : duration(visit.latency);
  return `${nameOf(visit)}, ${time}${visit.status === "failed" ? ", failed" : ""}`;
}

function VisitPicker(props: {
  readonly visits: readonly Visit[];
  readonly shown: Visit;
  readonly onPick: (visit: number) => void;
}) {
  const { visits, shown, onPick } = props;
  if (visits.length > mostButtons)
    return (
      <label>
        Visit{" "}
        <select value={String(shown.index)} onChange={(event) => onPick(Number(event.currentTarget.value))}>
          {visits.map((visit) => (
            <option key={visit.index} value={String(visit.index)}>
              {visitTold(visit)}
            </option>
          ))}
        </select>
      </label>
    );
  return (
    <ol class="node-card-visits" aria-label="Visits">
      {visits.map((visit) => (
        <li key={visit.index}>
          <button
            type="button"
            aria-current={visit === shown ? "step" : undefined}
            onClick={() => onPick(visit.index)}
          >
            {visitTold(visit)}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** A step's visits in a run; `here`: the one that is stood at. Without `onGo` one is only looked at. */
export function NodeVisits(props: {
  readonly model: RunModel;
  readonly node: string;
  readonly here: number | null;
  readonly onGo: ((visit: number) => void) | null;
}) {
  const { model, node, here, onGo } = props;
  const [looked, setLooked] = useState<number | null>(null);
  const visits = model.visits.filter((visit) => visit.node === node);
  const wanted = onGo === null ? looked : here;
  const shown = visits.find(({ index }) => index === wanted) ?? visits.at(-1);
  if (shown === undefined) return <p class="node-card-dim">The run did not come here.</p>;
  return (
    <>
      {visits.length > 1 && <VisitPicker visits={visits} shown={shown} onPick={onGo ?? setLooked} />}
      {onGo !== null && shown.index !== here && (
        <button type="button" onClick={() => onGo(shown.index)}>
          Stand here in the run
        </button>
      )}
      <VisitFacts model={model} visit={shown} />
    </>
  );
}
