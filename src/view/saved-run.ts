import type { Graph } from "../graph/graph.ts";
import { replayOf } from "../report/replay.ts";
import type { Replay } from "../report/replay.ts";
import type { Trail } from "../runtime/trail.ts";
import type { StoredEvent, StoredRun } from "../server/runs/run-store.ts";
import { eventsOfReplay } from "./events-of-trail.ts";
import type { SavedRun } from "./saved-page.ts";

/** What each kind of record does not tell. */
const silence = {
  log: "This run comes from a log, which tells where it went and how long each step took. Values of the state, the input and the frames of the answer are not in it.",
  trace:
    "This run comes from a trace, which tells which keys each step wrote. Their values and the frames of the answer are not in it.",
  recording:
    "This run comes from a recording, which has no times: its steps are shown one after the other. Long values are digests, and the frames of the answer are not in it.",
} as const satisfies Record<Trail["source"], string>;

function runOf(trail: Trail, replay: Replay, of: { route: string; graph_hash: string }): StoredRun {
  const { run_id, entry, status, error, latency_ms, visits } = replay;
  const started_at = trail.started ?? 0;
  return {
    run_id,
    request_id: trail.request_id ?? "",
    entry,
    ...of,
    user_id: null,
    session_id: null,
    started_at,
    status: status === "unfinished" ? "interrupted" : status,
    ended_at: trail.started === null || latency_ms === null ? null : started_at + latency_ms,
    latency_ms,
    steps: visits.length,
    retries: visits.reduce((sum, visit) => sum + visit.retries.length, 0),
    status_code: null,
    source: null,
    error: error === null ? null : { code: error.code, message: error.message ?? "" },
  };
}

/**
 * A run from its log, trace or recording, as a page shows it. `events`: those of its trace as they were written, where
 * they could all be read; else they are made from the trail. `file` names what it was read from.
 */
export function savedRunOf(
  trail: Trail,
  graph: Graph,
  from: { readonly file: string; readonly events?: readonly StoredEvent[] | undefined },
): SavedRun {
  const replay = replayOf(trail, graph);
  // A record that does not say is held against the diagram at hand; notes say where they differ.
  const graph_hash = trail.graph_hash ?? graph.hash;
  return {
    run: runOf(trail, replay, { route: from.file, graph_hash }),
    events: [...(from.events ?? eventsOfReplay(replay, { graph_hash, input: trail.input }))],
    notes: [silence[trail.source], ...replay.notes],
  };
}
