import type { StoredEvent } from "../../../src/server/runs/run-store.ts";
import type { SavedRun } from "../../../src/view/saved-page.ts";
import type { RunFilters } from "./run-query.ts";

/** Outcomes of a run's visits by node, `error` for a failure, as a server tells them apart. */
function outcomesOf(
  events: readonly StoredEvent[],
): readonly { readonly node: string; readonly outcome: string }[] {
  return events.flatMap((event) => {
    if (event.type === "step-failed") return [{ node: event.node, outcome: "error" }];
    if (event.type !== "step-completed") return [];
    return [event.outcome ?? ""].flat().map((outcome) => ({ node: event.node, outcome }));
  });
}

/** Whether a saved run is one that a server would list for these filters. */
export function fitsQuery({ run, events }: SavedRun, filters: RunFilters): boolean {
  const { status, step, outcome, min_ms, max_ms, text } = filters;
  if (status !== undefined && run.status !== status) return false;
  if (min_ms !== undefined && (run.latency_ms === null || run.latency_ms < min_ms)) return false;
  if (max_ms !== undefined && (run.latency_ms === null || run.latency_ms > max_ms)) return false;
  if (step !== undefined || outcome !== undefined) {
    const came = outcomesOf(events).some(
      (visit) => (step ?? visit.node) === visit.node && (outcome ?? visit.outcome) === visit.outcome,
    );
    if (!came) return false;
  }
  if (text === undefined) return true;
  const { run_id, request_id, entry, route, user_id, source, error } = run;
  const all = [
    run_id,
    request_id,
    entry,
    route,
    user_id ?? "",
    source ?? "",
    error === null ? "" : JSON.stringify(error),
  ];
  return all.join(" ").toLowerCase().includes(text.toLowerCase());
}
