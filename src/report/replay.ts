import type { Graph } from "../graph/graph.ts";
import type { RunStatus } from "../runtime/events.ts";
import { trailLinks } from "../runtime/trail-links.ts";
import { visitName, type Trail, type TrailError, type TrailVisit } from "../runtime/trail.ts";
import { edgeName } from "./edge-name.ts";

/** One visit of a rebuilt run. */
export interface ReplayedVisit extends TrailVisit {
  /** When it began, in milliseconds since the run's start; null when the record does not say. */
  readonly began_ms: number | null;
  /** The visits that it went on from, as `Node` or `Node#2`: several at a join. */
  readonly from: readonly string[];
}

/** A rebuilt run as plain data: the JSON of `ragstep replay`. */
export interface Replay {
  readonly run_id: string;
  readonly request_id: string | null;
  readonly source: Trail["source"];
  /** `unfinished`: the lines end before the run does. */
  readonly status: RunStatus | "unfinished";
  readonly error: TrailError | null;
  readonly entry: string;
  readonly started: number | null;
  readonly latency_ms: number | null;
  readonly visits: readonly ReplayedVisit[];
  /** Nodes where the run was or was going when it ended before its branches did. */
  readonly open: readonly string[];
  /** What the diagram at hand does not draw: the run walked another one. Empty when no diagram is known. */
  readonly not_drawn: readonly string[];
  /** What a reader must know, a sentence each. */
  readonly notes: readonly string[];
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `\`${name}\``);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : "";
  return `${shown.join(", ")}${more}`;
}

function notDrawn(graph: Graph, visits: readonly TrailVisit[]): readonly string[] {
  const idOf = (index: number): string => graph.nodes[index]?.id ?? "";
  const drawn = new Set(
    graph.edges.map(({ source, label, target }) => edgeName(idOf(source), label, idOf(target))),
  );
  const names = visits.flatMap(({ node, edges }) =>
    graph.indexOf.has(node)
      ? edges.map(({ label, target }) => edgeName(node, label, target)).filter((name) => !drawn.has(name))
      : [node],
  );
  return [...new Set(names)];
}

function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

function diagramNote(trail: Trail, graph: Graph, strange: readonly string[]): readonly string[] {
  // A test runs a part of the diagram, and says so behind the hash of the whole.
  const differs = trail.graph_hash !== null && trail.graph_hash.split("/")[0] !== graph.hash;
  if (!differs && strange.length === 0) return [];
  const hashes =
    differs && trail.graph_hash !== null
      ? ` (its graph is ${shortHash(trail.graph_hash)}, this one ${shortHash(graph.hash)})`
      : "";
  const what = strange.length === 0 ? "" : ` Not drawn in this one: ${list(strange)}.`;
  return [`The run walked another version of the diagram${hashes}.${what}`];
}

function statusOf(trail: Trail, open: readonly string[]): Replay["status"] {
  if (trail.ended !== null) return trail.ended.status;
  if (trail.visits.some(({ error, edges }) => error !== null && edges.length === 0)) return "failed";
  return trail.source === "log" && open.length === 0 && trail.visits.length > 0 ? "completed" : "unfinished";
}

function notesOf(
  trail: Trail,
  graph: Graph | null,
  replay: Omit<Replay, "notes">,
  unexplained: readonly number[],
) {
  const { visits, open, status } = replay;
  const missing = unexplained.map((at) => visits[at]).filter((visit) => visit !== undefined);
  const entry = graph?.nodes[graph.indexOf.get(trail.entry) ?? -1];
  const notes = graph === null ? [] : [...diagramNote(trail, graph, replay.not_drawn)];
  if (trail.source === "log" && entry !== undefined && graph?.entries.includes(entry.index) === false)
    notes.push(
      `The first line is of \`${trail.entry}\`, which is no entry of the diagram: the run was started there, or lines before it are missing.`,
    );
  if (missing.length > 0)
    notes.push(
      `No line leads to ${list(missing.map(visitName))}: lines before ${missing.length === 1 ? "it" : "them"} are missing.`,
    );
  if (trail.retold.length > 0)
    notes.push(
      `${list(trail.retold.map(visitName))} ${trail.retold.length === 1 ? "is" : "are"} told more than once, and differently: the run was resumed, or two runs have this id. The last telling is shown.`,
    );
  // A recording of a failed run keeps only what led to the failure.
  if (open.length > 0 && status !== "completed" && trail.source !== "recording")
    notes.push(
      status === "unfinished"
        ? `The ${trail.source} ends while the run is at ${list(open)}; what came of it is not told.`
        : `When the run ended it was also at ${list(open)}.`,
    );
  return notes;
}

/** When a visit began. A log says only when it was done: then by how long it took, and not before what it went on from. */
function beganAfter(started: number | null, visit: TrailVisit, before: readonly TrailVisit[]): number | null {
  if (started === null || visit.time === null) return null;
  if (visit.began !== null) return visit.began - started;
  const counted = Math.round(visit.time - (visit.latency_ms ?? 0));
  return Math.max(started, counted, ...before.map(({ time }) => time ?? started)) - started;
}

/** Puts together what lines and diagram say of one run. `graph` is null where there is no diagram to hold it against. */
export function replayOf(trail: Trail, graph: Graph | null): Replay {
  const { from, unexplained, open: going } = trailLinks(trail, graph);
  const { visits, started } = trail;
  const open = [
    ...new Set([
      ...trail.begun.map((place) => place.replace(/#1$/, "")),
      ...going.map(({ target }) => target),
    ]),
  ];
  const failure = visits.find(({ error, edges }) => error !== null && edges.length === 0);
  const last = Math.max(...visits.map(({ time }) => time ?? Number.NaN));
  const lastTold = Number.isNaN(last) || started === null ? null : last - started;
  const replay = {
    run_id: trail.run_id,
    request_id: trail.request_id,
    source: trail.source,
    status: statusOf(trail, open),
    error: trail.ended?.error ?? failure?.error ?? null,
    entry: trail.entry,
    started,
    latency_ms: trail.ended?.latency_ms ?? lastTold,
    visits: visits.map((visit, at) => {
      const before = (from[at] ?? []).flatMap((place) => visits[place] ?? []);
      return {
        ...visit,
        began_ms: beganAfter(started, visit, before),
        from: before.map(visitName),
      };
    }),
    open,
    not_drawn: graph === null ? [] : notDrawn(graph, visits),
  };
  return { ...replay, notes: notesOf(trail, graph, replay, unexplained) };
}
