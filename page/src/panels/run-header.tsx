import { useState } from "preact/hooks";
import { duration } from "../data/times.ts";
import { isTimed } from "../model/run-model.ts";
import type { RunModel } from "../model/run-model.ts";
import { retriesTold } from "../model/told.ts";
import { graph, source } from "../page-state.ts";
import type { OpenedRun } from "./run-session.ts";

function CopyLink() {
  const [told, setTold] = useState("");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      setTold("Copied");
    } catch {
      setTold("The browser does not let this page copy; the address bar holds the link.");
    }
  };
  return (
    <span class="run-header-copy">
      <button type="button" onClick={() => void copy()}>
        Copy link
      </button>
      <span role="status">{told}</span>
    </span>
  );
}

function Failure({ model }: { readonly model: RunModel }) {
  const { error } = model.run;
  if (error === null) return null;
  return (
    <div class="run-header-error">
      <p>
        <strong>{error.code}</strong>
        {error.node === undefined ? "" : ` in ${error.node}`}: {error.message}
      </p>
      {error.hint !== undefined && <p class="run-header-hint">{error.hint}</p>}
    </div>
  );
}

const otherDiagram =
  "The run went on another state of the diagram than the one shown; the tab Compare tells what is no longer there.";

/** What a run is and how it went, at a glance. */
export function RunHeader({ run }: { readonly run: OpenedRun }) {
  const { model, state } = run;
  if (model === null) return null;
  const { status, route, request_id, run_id, latency_ms, status_code, retries } = model.run;
  const going = status === "running" && state !== "ended";
  // The run's own numbers are those of its end; while it goes on its events know more.
  const steps = going ? model.visits.filter(({ last }) => last !== null).length : model.run.steps;
  const tries = going ? model.visits.reduce((sum, visit) => sum + visit.retries.length, 0) : retries;
  const notes = [
    ...(source.value?.notes(run.id) ?? []),
    ...(graph.value === null || graph.value.hash === model.run.graph_hash ? [] : [otherDiagram]),
  ];
  return (
    <header class="run-header">
      <h2>
        <span class="run-header-status" data-status={status}>
          {going ? "running" : status}
        </span>{" "}
        {route}
      </h2>
      <p class="unseen" role="status">
        The run is {going ? "running" : status}.
      </p>
      <CopyLink />
      <dl class="run-header-facts">
        {isTimed(model) && (
          <div>
            <dt>Took</dt>
            <dd>{duration(latency_ms ?? model.length)}</dd>
          </div>
        )}
        <div>
          <dt>Steps</dt>
          <dd>
            {steps}
            {tries > 0 && `, ${retriesTold(tries)}`}
          </dd>
        </div>
        {status_code !== null && (
          <div>
            <dt>HTTP</dt>
            <dd data-bad={status_code >= 400}>{status_code}</dd>
          </div>
        )}
        {model.run.source !== null && (
          <div>
            <dt>Answered by</dt>
            <dd>{model.run.source}</dd>
          </div>
        )}
        {isTimed(model) && (
          <div>
            <dt>Began</dt>
            <dd>
              <time dateTime={new Date(model.run.started_at).toISOString()}>
                {new Date(model.run.started_at).toLocaleString()}
              </time>
            </dd>
          </div>
        )}
        <div>
          <dt>Run</dt>
          <dd>
            <code>{run_id}</code>
          </dd>
        </div>
        {request_id !== "" && (
          <div>
            <dt>Request</dt>
            <dd>
              <code>{request_id}</code>
            </dd>
          </div>
        )}
      </dl>
      <Failure model={model} />
      {notes.map((note) => (
        <p key={note} class="run-header-note">
          {note}
        </p>
      ))}
      {run.trouble !== null && (
        <p class="run-header-error" role="alert">
          {run.trouble}
        </p>
      )}
    </header>
  );
}
