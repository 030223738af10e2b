import { visitName, type TrailError } from "../runtime/trail.ts";
import { plural } from "./counts.ts";
import type { Palette } from "./palette.ts";
import { replayRails } from "./replay-rails.ts";
import type { Replay, ReplayedVisit } from "./replay.ts";

/** A time as people read it: `0.3 ms`, `139 ms`, `12.4 s`. */
export function timeText(ms: number | null): string {
  if (ms === null) return "";
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 10 ? `${Math.round(ms)} ms` : `${Number(ms.toFixed(1))} ms`;
}

function outcomeText({ outcome, stage }: ReplayedVisit): string {
  if (stage === "skipped") return "  skipped, its flag is off";
  if (outcome === null) return "";
  return `  → ${typeof outcome === "string" ? outcome : outcome.join(" + ")}`;
}

function timesText({ began_ms: began, latency_ms: latency }: ReplayedVisit): string {
  return `${(began === null ? "" : `+${timeText(began)}`).padStart(9)} ${timeText(latency).padStart(8)}`;
}

function visitText(visit: ReplayedVisit, timed: boolean, palette: Palette): string {
  const times = timed ? `${palette.dim(timesText(visit))} ` : "";
  const number = String(visit.step ?? "-").padStart(4);
  const name = `${number} ${visitName(visit)}`;
  const failed = visit.error !== null;
  return `${times}${failed ? palette.red(name) : name}${palette.cyan(outcomeText(visit))}`;
}

function errorText({ code, message }: TrailError): string {
  return `[${code}]${message === null ? "" : ` ${message}`}`;
}

/** What stands below a visit: its failed attempts, and why it failed for good. */
function reasons({ retries, error }: ReplayedVisit): readonly string[] {
  return [
    ...retries.map(
      (retry) =>
        `attempt ${retry.attempt} failed: ${errorText(retry.error)}${retry.wait_ms === null ? "" : `, tried again after ${timeText(retry.wait_ms) || "0 ms"}`}`,
    ),
    ...(error === null ? [] : [`failed: ${errorText(error)}`]),
  ];
}

function headText(replay: Replay, palette: Palette): string {
  const steps = new Set(replay.visits.map(({ node }) => node)).size;
  const paint = replay.status === "completed" ? palette.green : palette.red;
  const took = replay.latency_ms === null ? "" : ` in ${timeText(replay.latency_ms)}`;
  const when = replay.started === null ? "" : `, started ${new Date(replay.started).toISOString()}`;
  const request = replay.request_id === null ? "" : `, request ${replay.request_id}`;
  return `${palette.bold(replay.run_id)} ${paint(replay.status)}: ${plural(replay.visits.length, "visit")} of ${plural(steps, "step")}${took}${when}${request}`;
}

/** A rebuilt run for people: branches as rails on the left, then when each step began, how long it took, and what it decided. */
export function replayText(replay: Replay, palette: Palette): string {
  const rows = replayRails(replay);
  const width = Math.max(...rows.map(({ rail }) => rail.length));
  // A run may also end by itself, as by branches that cannot be merged; else its failure stands at the step.
  const toldAbove = replay.visits.some(({ error, edges }) => error !== null && edges.length === 0);
  // A recording has no times, so that it comes out the same each time.
  const timed = replay.visits.some(({ latency_ms: latency }) => latency !== null);
  const indent = " ".repeat(width + (timed ? 25 : 6));
  return [
    headText(replay, palette),
    "",
    ...rows.flatMap(({ rail, visit: at }) => {
      const visit = at === null ? undefined : replay.visits[at];
      if (visit === undefined) return [rail];
      const below = reasons(visit).map((reason) => `${indent}${palette.red(reason)}`);
      return [`${rail.padEnd(width)} ${visitText(visit, timed, palette)}`, ...below];
    }),
    ...(replay.error === null || toldAbove
      ? []
      : ["", `${palette.red("error")} [${replay.error.code}] ${replay.error.message ?? ""}`.trimEnd()]),
    ...(replay.notes.length === 0
      ? []
      : ["", ...replay.notes.map((note) => `${palette.yellow("note")} ${note}`)]),
  ].join("\n");
}

/** The runs of a file in one line each, the last at the end. */
export function replayList(replays: readonly Replay[], palette: Palette): string {
  return replays
    .map((replay) => {
      const when = replay.started === null ? "" : `  ${new Date(replay.started).toISOString()}`;
      const paint = replay.status === "completed" ? palette.green : palette.red;
      const last = replay.visits.at(-1)?.node ?? replay.entry;
      return `${replay.run_id}${when}  ${paint(replay.status.padEnd(10))}  ${plural(replay.visits.length, "visit").padStart(10)}  ${replay.entry} … ${last}`;
    })
    .join("\n");
}
