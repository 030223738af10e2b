import { useEffect } from "preact/hooks";
import type { StoredRun } from "../../../src/server/runs/run-store.ts";
import { hashOf } from "../address.ts";
import { tokens } from "../data/open-source.ts";
import { inWords, SourceError } from "../data/source-error.ts";
import { ago, counted, duration } from "../data/times.ts";
import { followAddress, openView } from "../follow-address.ts";
import { useKeys } from "../keys.ts";
import { source, view } from "../page-state.ts";
import {
  announced,
  filters,
  listTrouble,
  loaded,
  lookedAt,
  nextLookMs,
  refresh,
  showOlder,
  shown,
} from "./run-list-state.ts";
import { RunFilterForm } from "./run-filters.tsx";
import "./run-list.css";

/** Looks for new runs for as long as somebody looks at the page. */
function useLooking(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") return;
      await refresh();
      clearTimeout(timer);
      if (source.value?.kind === "server") timer = setTimeout(() => void look(), nextLookMs());
    };
    const onChange = (): void => void look();
    document.addEventListener("visibilitychange", onChange);
    onChange();
    return () => {
      document.removeEventListener("visibilitychange", onChange);
      clearTimeout(timer);
    };
  }, [source.value]);
}

/** Places to go once the list is there. */
let asked: number | null = null;

/** Goes to the run `by` places further down the list. */
function goBy(by: number): void {
  asked = loaded.value ? null : by;
  if (asked !== null) return;
  followAddress();
  const now = view.value;
  const { runs } = shown.value;
  const place = now.kind === "run" ? runs.findIndex(({ run_id }) => run_id === now.id) : -1;
  const next = runs[place === -1 ? 0 : place + by];
  if (next !== undefined) openView({ kind: "run", id: next.run_id, visit: null, beside: null });
}

const marks = {
  running: "◌",
  completed: "✓",
  failed: "✕",
  cancelled: "⊘",
  interrupted: "!",
} as const satisfies Record<StoredRun["status"], string>;

function Entry({ run }: { readonly run: StoredRun }) {
  const now = view.value;
  const current = now.kind === "run" && now.id === run.run_id;
  const beside = now.kind === "run" && !current && now.beside !== run.run_id;
  const { status, steps, retries, source: answeredBy, latency_ms, error } = run;
  const refused = (run.status_code ?? 0) >= 400;
  const facts = [
    latency_ms === null ? null : duration(latency_ms),
    counted(steps, "step"),
    retries > 0 ? `${retries} ${retries === 1 ? "retry" : "retries"}` : null,
    answeredBy,
  ];
  return (
    <li class="run-list-entry" data-current={current}>
      <a
        class="run-list-link"
        href={hashOf({ kind: "run", id: run.run_id, visit: null, beside: null })}
        aria-current={current ? "true" : undefined}
      >
        <span class="run-list-mark" data-status={status} data-bad={refused} aria-hidden="true">
          {refused ? "✕" : marks[status]}
        </span>
        <span class="run-list-head">
          <span class="run-list-route">{run.route}</span>
          <time
            class="run-list-ago"
            dateTime={new Date(run.started_at).toISOString()}
            title={new Date(run.started_at).toLocaleString()}
          >
            {run.started_at === 0 ? "" : ago(run.started_at, lookedAt.value)}
          </time>
        </span>
        <span class="run-list-facts">
          <span class="run-list-status" data-status={status}>
            {status}
          </span>
          {run.status_code !== null && (
            <span class="run-list-code" data-bad={refused}>
              HTTP {run.status_code}
            </span>
          )}
          {facts
            .filter((fact) => fact !== null)
            .map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
        </span>
        {error !== null && <span class="run-list-error">{error.message || error.code}</span>}
        <span class="run-list-id">{run.run_id}</span>
      </a>
      {beside && (
        <a
          class="run-list-beside"
          href={hashOf({ ...now, beside: run.run_id })}
          aria-label={`Compare with ${run.run_id}`}
        >
          Compare
        </a>
      )}
    </li>
  );
}

function tryAgain(): void {
  tokens.forgive();
  void refresh();
}

function Trouble({ error }: { readonly error: unknown }) {
  const wantsToken = error instanceof SourceError && error.kind === "unauthorized";
  return (
    <div class="run-list-trouble" role="alert">
      <p>{inWords(error)}</p>
      <button type="button" onClick={tryAgain}>
        {wantsToken ? "Give a token" : "Try again now"}
      </button>
    </div>
  );
}

/** The runs, newest first; new ones come in by themselves. */
export function RunList() {
  useLooking();
  useKeys([
    { keys: ["]"], does: "next run in the list", act: () => goBy(1) },
    { keys: ["["], does: "run before it", act: () => goBy(-1) },
  ]);
  useEffect(() => {
    if (loaded.value && asked !== null) goBy(asked);
  }, [loaded.value]);
  const { runs, next } = shown.value;
  const filtered = Object.keys(filters.value).length > 0;
  return (
    <section class="run-list" aria-labelledby="run-list-title">
      <div class="run-list-top">
        <h2 id="run-list-title">Runs</h2>
        <p class="run-list-count">
          {counted(runs.length, "run")}
          {next === null ? "" : ", and older ones"}
        </p>
        <p class="unseen" aria-live="polite">
          {announced.value}
        </p>
      </div>
      <RunFilterForm />
      {listTrouble.value !== null && <Trouble error={listTrouble.value} />}
      {loaded.value && runs.length === 0 && (
        <p class="run-list-none">
          {filtered ? "No run fits these filters." : "Nothing has run yet. Ask something, and it shows here."}
        </p>
      )}
      <ol class="run-list-runs">
        {runs.map((run) => (
          <Entry key={run.run_id} run={run} />
        ))}
      </ol>
      {next !== null && (
        <button type="button" class="run-list-older" onClick={() => void showOlder()}>
          Older runs
        </button>
      )}
    </section>
  );
}
