import { useEffect, useLayoutEffect } from "preact/hooks";
import { summaryRuns } from "../address.ts";
import { inWords } from "../data/source-error.ts";
import { counted, duration } from "../data/times.ts";
import { openView } from "../follow-address.ts";
import { sortedSteps } from "../model/summary-rows.ts";
import type { StepOrder, StepRow } from "../model/summary-rows.ts";
import { percent } from "../model/summary-paint.ts";
import { paint, source, view } from "../page-state.ts";
import { NeverTaken } from "./summary-never.tsx";
import { StepButton } from "./summary-step.tsx";
import { order, steps, sumUp, sums, sumsPaint, sumsTrouble } from "./summary-state.ts";
import "./summary.css";

const againMs = 10_000;
const choices = [50, 200, 1000];

/** Keeps the sums new for as long as somebody looks at them, and draws them. */
function useSums(runs: number): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === "visible") void sumUp(runs);
    };
    look();
    const timer = source.value?.kind === "server" ? setInterval(look, againMs) : undefined;
    return () => clearInterval(timer);
  }, [runs, source.value]);
  const drawn = sumsPaint.value;
  useLayoutEffect(() => {
    paint.value = drawn;
    return () => {
      if (paint.value === drawn) paint.value = null;
    };
  }, [drawn]);
}

const columns: readonly { readonly by: StepOrder; readonly title: string }[] = [
  { by: "step", title: "Step" },
  { by: "visits", title: "Visits" },
  { by: "p50_ms", title: "p50" },
  { by: "p95_ms", title: "p95" },
  { by: "max_ms", title: "Max" },
  { by: "errors", title: "Failed" },
  { by: "retries", title: "Retries" },
];

function time(ms: number | null): string {
  return ms === null ? "–" : duration(ms);
}

function Row({ row }: { readonly row: StepRow }) {
  return (
    <tr>
      <th scope="row">
        <StepButton node={row.node} name={row.name} />
      </th>
      <td data-name="Visits">{row.visits}</td>
      <td data-name="p50">{time(row.p50_ms)}</td>
      <td data-name="p95">{time(row.p95_ms)}</td>
      <td data-name="Max">{time(row.max_ms)}</td>
      <td data-name="Failed" data-bad={row.errors > 0}>
        {row.errors === 0 ? "0" : `${row.errors} (${percent(row.errorShare)})`}
      </td>
      <td data-name="Retries">{row.retries}</td>
      <td class="summary-outcomes" data-name="Outcomes">
        {row.outcomes.map(({ outcome, share }) => `${outcome} ${percent(share)}`).join(", ")}
      </td>
    </tr>
  );
}

function StepTable() {
  const by = order.value;
  return (
    <table class="summary-table facts-table">
      <caption class="unseen">What the runs did at each step</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.by}
              scope="col"
              aria-sort={column.by !== by ? "none" : by === "step" ? "ascending" : "descending"}
            >
              <button type="button" onClick={() => (order.value = column.by)}>
                {column.title}
                <span aria-hidden="true">{column.by !== by ? "" : by === "step" ? " ▴" : " ▾"}</span>
              </button>
            </th>
          ))}
          <th scope="col">Outcomes</th>
        </tr>
      </thead>
      <tbody>
        {sortedSteps(steps.value, by).map((row) => (
          <Row key={row.node} row={row} />
        ))}
      </tbody>
    </table>
  );
}

/** A run that refuses a request has done its work, and completes: what clients were answered is counted beside it. */
const answers = [
  ["answered 4xx", "refused"],
  ["answered 5xx", "error"],
] as const;

function Totals() {
  const summary = sums.value;
  if (summary === null) return null;
  const { runs, by_status, by_answer, times } = summary;
  const told = [
    ...Object.entries(by_status),
    ...answers.map(([name, key]) => [name, by_answer[key]] as const),
  ].filter(([, count]) => count > 0);
  return (
    <dl class="summary-totals">
      <div>
        <dt>Runs</dt>
        <dd>{runs}</dd>
      </div>
      {told.map(([status, count]) => (
        <div key={status} data-status={status}>
          <dt>{status}</dt>
          <dd>
            {count} ({percent(count / runs)})
          </dd>
        </div>
      ))}
      {times !== null && (
        <>
          <div>
            <dt>p50</dt>
            <dd>{duration(times.p50_ms)}</dd>
          </div>
          <div>
            <dt>p95</dt>
            <dd>{duration(times.p95_ms)}</dd>
          </div>
          <div>
            <dt>Longest</dt>
            <dd>{duration(times.max_ms)}</dd>
          </div>
        </>
      )}
    </dl>
  );
}

/** What the newest runs did, in sums: on the diagram and as a table. */
export function Summary() {
  const now = view.value;
  const runs = now.kind === "summary" ? now.runs : summaryRuns;
  useSums(runs);
  const offered = [...new Set([...choices, runs])].toSorted((a, b) => a - b);
  return (
    <section class="summary" aria-labelledby="summary-title">
      <div class="summary-top">
        <h2 id="summary-title">Summary</h2>
        <label class="summary-runs">
          over the last{" "}
          <select
            value={runs}
            onChange={(event) => openView({ kind: "summary", runs: Number(event.currentTarget.value) })}
          >
            {offered.map((one) => (
              <option key={one} value={one}>
                {counted(one, "run")}
              </option>
            ))}
          </select>
        </label>
        <Totals />
      </div>
      {sumsTrouble.value !== null && (
        <p class="summary-trouble" role="alert">
          {inWords(sumsTrouble.value)}
        </p>
      )}
      {sums.value?.runs === 0 && <p>Nothing has run on this diagram yet.</p>}
      {(sums.value?.runs ?? 0) > 0 && (
        <div class="summary-body">
          <div class="summary-scroll" tabIndex={0} role="group" aria-label="Steps">
            <StepTable />
          </div>
          <NeverTaken />
        </div>
      )}
    </section>
  );
}
