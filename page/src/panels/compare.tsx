import { useEffect, useMemo, useState } from "preact/hooks";
import type { StoredRun } from "../../../src/server/runs/run-store.ts";
import { ago, duration } from "../data/times.ts";
import { inWords } from "../data/source-error.ts";
import { compareRuns, sideNames } from "../model/compare-runs.ts";
import type { PathDifference, RunsCompared, StepCompared } from "../model/compare-runs.ts";
import type { RunModel, Visit } from "../model/run-model.ts";
import { nameOf } from "../model/run-model.ts";
import { source } from "../page-state.ts";
import { AgainstDiagram } from "./against-diagram.tsx";
import { KeyChanges } from "./key-changes.tsx";
import { NodeLink } from "./node-link.tsx";
import { compareWith } from "./run-position.ts";
import { beside } from "./run-session.ts";
import "./compare.css";

function Chooser({ model }: { readonly model: RunModel }) {
  const [runs, setRuns] = useState<readonly StoredRun[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const from = source.value;
  useEffect(() => {
    void from?.runs({ limit: 100 }).then(
      (page) => setRuns(page.runs),
      (error: unknown) => setTrouble(inWords(error)),
    );
  }, [from, model.run.run_id]);
  const other = beside.value?.id ?? "";
  const known = runs.filter(({ run_id }) => run_id !== model.run.run_id);
  const now = Date.now();
  return (
    <p class="compare-chooser">
      <label>
        Compare this run (A) with (B){" "}
        <select value={other} onChange={(event) => compareWith(event.currentTarget.value || null)}>
          <option value="">no other run</option>
          {other !== "" && !known.some(({ run_id }) => run_id === other) && (
            <option value={other}>{other}</option>
          )}
          {known.map(({ run_id, route, status, started_at, latency_ms }) => (
            <option key={run_id} value={run_id}>
              {ago(started_at, now)}: {route}, {status}
              {latency_ms === null ? "" : `, ${duration(latency_ms)}`} ({run_id.slice(0, 12)})
            </option>
          ))}
        </select>
      </label>
      {trouble !== null && <span role="alert">{trouble}</span>}
    </p>
  );
}

function went(visit: Visit): string {
  const outcome = visit.outcome.length > 0 ? ` said ${visit.outcome.join(", ")}` : ` is ${visit.status}`;
  return `${nameOf(visit)}${outcome}${visit.next.length > 0 ? `, on to ${visit.next.join(" and ")}` : ""}`;
}

function Apart({ apart }: { readonly apart: PathDifference | null }) {
  if (apart === null) return <p>Both went the same way.</p>;
  return (
    <dl class="compare-apart">
      <dt>They go apart here</dt>
      <dd data-side="left">A: {apart.left === null ? "does not come here" : went(apart.left)}</dd>
      <dd data-side="right">B: {apart.right === null ? "does not come here" : went(apart.right)}</dd>
    </dl>
  );
}

function StepRow({ step }: { readonly step: StepCompared }) {
  const [left, right] = step.time;
  const sides = [0, 1] as const;
  const cells = sides.map((side) => {
    if (step.visits[side] === 0) return "not there";
    const outcomes = step.outcomes[side].join(", ");
    const time = step.time[side];
    const count = step.visits[side] > 1 ? `${step.visits[side]}×` : "";
    return [
      [time === null ? "" : duration(time), count].filter(Boolean).join(" "),
      outcomes,
      step.retries[side] > 0 ? `↻${step.retries[side]}` : "",
    ]
      .filter(Boolean)
      .join(", ");
  });
  const more = left === null || right === null ? null : right - left;
  return (
    <tr>
      <th scope="row">
        <NodeLink node={step.node} />
      </th>
      <td data-side={step.side}>
        {step.side === "both" && step.differs ? "≠ " : ""}
        {sideNames[step.side]}
      </td>
      <td>{cells[0]}</td>
      <td>{cells[1]}</td>
      <td>
        {step.side === "both" && more !== null ? `${more < 0 ? "−" : "+"}${duration(Math.abs(more))}` : ""}
      </td>
    </tr>
  );
}

function Differences({ compared }: { readonly compared: RunsCompared }) {
  const [all, setAll] = useState(false);
  const steps = all ? compared.steps : compared.steps.filter(({ differs }) => differs);
  return (
    <>
      <Apart apart={compared.apart} />
      <h3>Steps</h3>
      <label>
        <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />{" "}
        Those that went the same way too
      </label>
      {steps.length > 0 && (
        <div class="compare-wide" tabIndex={0} role="group" aria-label="Steps of both runs">
          <table class="facts-table">
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">In</th>
                <th scope="col">A</th>
                <th scope="col">B</th>
                <th scope="col">B took</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <StepRow key={step.node} step={step} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h3>State at the end, from A to B</h3>
      {compared.keys.length === 0 ? (
        <p>No key differs, as far as can be seen.</p>
      ) : (
        <KeyChanges changes={compared.keys} />
      )}
    </>
  );
}

/** The run beside another, or beside what the diagram allows. */
export function Compare({ model }: { readonly model: RunModel }) {
  const other = beside.value;
  const compared = useMemo(
    () => (other?.model ? compareRuns(model, other.model) : null),
    [model, other?.model],
  );
  return (
    <div class="compare">
      <Chooser model={model} />
      {other?.state === "missing" && <p role="alert">There is no run {other.id} here.</p>}
      {other !== null && other.trouble !== null && <p role="alert">{other.trouble}</p>}
      {compared === null ? <AgainstDiagram model={model} /> : <Differences compared={compared} />}
    </div>
  );
}
