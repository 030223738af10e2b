import type { GraphNodeView, GraphView, RunQuery, RunsSummary } from "../../../src/server/api-schemas.ts";
import type { RunPage, StoredEvent, StoredRun } from "../../../src/server/runs/run-store.ts";

/** A question asked from the page. */
export interface Question {
  readonly text: string;
  readonly session: string;
  readonly signal: AbortSignal;
  /** The answer's frames as they come in, each with the milliseconds since the question was sent. */
  readonly onFrame: (frame: string, ms: number) => void;
}

/** Where the page's facts come from: a server that runs, or one file that was saved. */
export interface PageSource {
  readonly kind: "server" | "file";
  graph(): Promise<GraphView>;
  /** Card of one node: its document and the file of its handler. */
  node(id: string): Promise<GraphNodeView>;
  /** Newest first. */
  runs(query: RunQuery): Promise<RunPage>;
  /** Null when there is none of this id, or the caller may not see it. */
  run(id: string): Promise<StoredRun | null>;
  /** Events after number `after`, those to come too until the run ends; goes on by itself after a lost connection. */
  events(id: string, after: number, signal: AbortSignal): AsyncIterable<StoredEvent>;
  /** Sums over the last `runs` runs. */
  summary(runs: number): Promise<RunsSummary>;
  /** Null where nothing can be asked. Resolves with the run's id once the answer has begun. */
  readonly ask: ((question: Question) => Promise<{ readonly run_id: string; readonly ended: Promise<void> }>) | null;
}
