import type { RunsSummary } from "../../../src/server/api-schemas.ts";
import { summarize } from "../../../src/server/runs/summarize.ts";
import { WalkCount } from "../../../src/server/runs/walk-count.ts";
import { savedPageSchema } from "../../../src/view/saved-page.ts";
import type { SavedPage, SavedRun } from "../../../src/view/saved-page.ts";
import { fitsQuery } from "./fits-query.ts";
import type { PageSource } from "./page-source.ts";
import { readJson } from "./server-call.ts";
import { SourceError } from "./source-error.ts";

function walkOf({ events }: SavedRun): string {
  const walk = new WalkCount();
  for (const event of events) walk.event(event);
  return walk.text();
}

/** Runs without times of their own are left out, unless there are no others: then no times are told. */
function summaryOf(runs: readonly SavedRun[]): RunsSummary {
  const timed = runs.filter(({ run }) => run.started_at > 0);
  const counted = timed.length > 0 ? timed : runs;
  const summary = summarize(
    counted.map((saved) => ({
      status: saved.run.status,
      latency_ms: saved.run.latency_ms,
      status_code: saved.run.status_code,
      walk: walkOf(saved),
    })),
  );
  if (timed.length > 0) return summary;
  return { ...summary, times: null, nodes: summary.nodes.map((node) => ({ ...node, times: null })) };
}

/** The facts of one saved file. `text` is its JSON; throws a `SourceError` when it is none of this page's. */
export function createFileSource(text: string): PageSource {
  const page: SavedPage = readJson(text, savedPageSchema, "this file");
  const byId = new Map(page.runs.map((saved) => [saved.run.run_id, saved]));
  return {
    kind: "file",
    graph: async () => page.graph,
    async node(id) {
      const node = page.nodes.find((known) => known.id === id);
      if (node === undefined) throw new SourceError("not-found", `This file has no step \`${id}\`.`);
      return node;
    },
    async runs({ limit = 50, after, ...filters }) {
      const fitting = page.runs.filter((saved) => fitsQuery(saved, filters));
      const from = Number(after ?? 0);
      const end = from + limit;
      return {
        runs: fitting.slice(from, end).map(({ run }) => run),
        next: end < fitting.length ? String(end) : null,
      };
    },
    run: async (id) => byId.get(id)?.run ?? null,
    async *events(id, after) {
      yield* (byId.get(id)?.events ?? []).filter(({ n }) => n > after);
    },
    notes: (id) => byId.get(id)?.notes ?? [],
    summary: async (runs) => summaryOf(page.runs.slice(0, runs)),
    ask: null,
  };
}
