import type { GraphNodeView, GraphView, RunsSummary } from "../../../src/server/api-schemas.ts";
import type { RunPage, StoredEvent, StoredRun } from "../../../src/server/runs/run-store.ts";
import type { RunQuery } from "./run-query.ts";
import type { SentEvent } from "./sent-events.ts";

/** One thing said in a chat. */
export interface Said {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/** A question asked from the page. */
export interface Question {
  /** What was said so far, the question last. */
  readonly messages: readonly Said[];
  /** Stops the answer and its run. */
  readonly signal: AbortSignal;
  /** The answer's events as they come in, each with the milliseconds since the question was sent. */
  readonly onEvent: (event: SentEvent, ms: number) => void;
}

/** An answer that has begun. */
export interface Asked {
  readonly run_id: string;
  /** Resolves when the answer is whole or was stopped; rejects when it broke off. */
  readonly ended: Promise<void>;
}

/** Where the page's facts come from: a server that runs, or one file that was saved. All of it rejects with a `SourceError`. */
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
  /** What a reader of the run must know, such as what its record does not tell; a sentence each. */
  notes(id: string): readonly string[];
  /** Sums over the last `runs` runs. */
  summary(runs: number): Promise<RunsSummary>;
  /** Null where nothing can be asked. Resolves once the answer has begun. */
  readonly ask: ((question: Question) => Promise<Asked>) | null;
}
