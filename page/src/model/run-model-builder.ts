import type { GraphView } from "../../../src/server/api-schemas.ts";
import type { StoredEvent, StoredRun } from "../../../src/server/runs/run-store.ts";
import { BranchRows } from "./branch-rows.ts";
import { edgePlaces } from "./edge-places.ts";
import type { EdgePlaces } from "./edge-places.ts";
import { isTimed } from "./run-model.ts";
import type { Frame, Move, Patch, Retry, RunInput, RunModel, Visit } from "./run-model.ts";

/** A visit that may still change. */
type Draft = {
  -readonly [Field in keyof Visit]: Field extends "retries" | "emitted"
    ? Visit[Field][number][]
    : Visit[Field];
};

type OfStep = Extract<StoredEvent, { readonly type: "step-started" }>;
type Ending = Extract<StoredEvent, { readonly type: "step-completed" | "step-failed" }>;

function listOf(outcome: string | readonly string[] | null): readonly string[] {
  if (outcome === null) return [];
  return typeof outcome === "string" ? [outcome] : outcome;
}

/**
 * Builds the model of a run event by event, as events come in: each costs the same however long the run is. Models
 * that were taken do not change any more.
 */
export class RunModelBuilder {
  private run: StoredRun;
  private readonly places: EdgePlaces;
  private readonly branches = new BranchRows();
  private readonly events: StoredEvent[] = [];
  private readonly drafts: Draft[] = [];
  private readonly visits: Visit[] = [];
  /** Places of visits that differ from what the last model showed. */
  private readonly changed = new Set<number>();
  /** The latest visit of each name. */
  private readonly named = new Map<string, Draft>();
  /** The latest visit of each node that has ended. */
  private readonly left = new Map<string, Draft>();
  private readonly running = new Set<Draft>();
  private readonly moves: Move[] = [];
  /** Places of moves to a node where nothing has begun. */
  private readonly underWay = new Map<string, number[]>();
  private readonly inputs: RunInput[] = [];
  private readonly frames: Frame[] = [];
  private responded: RunModel["responded"] = null;
  private began: number | null = null;
  private length = 0;

  constructor(run: StoredRun, graph: GraphView) {
    this.run = run;
    this.places = edgePlaces(graph);
  }

  /** The number of the latest event. */
  get last(): number {
    return this.events.at(-1)?.n ?? 0;
  }

  /** What is known of the run as a whole has changed; no more events come of one that has ended. */
  told(run: StoredRun): void {
    this.run = run;
    if (run.status !== "running") this.stop();
  }

  /** Takes the next event; one that was taken before is passed over. */
  add(event: StoredEvent): void {
    if (event.n <= this.last) return;
    this.events.push(event);
    const at = event.time - (this.began ??= event.time);
    this.length = Math.max(this.length, at);
    switch (event.type) {
      case "run-started":
        this.branches.clear();
        this.underWay.clear();
        return;
      case "step-started":
        return this.begin(event, at);
      case "step-completed":
      case "step-failed":
        return this.end(event);
      case "step-retry": {
        const { attempt, wait_ms: wait, error, attrs = null, n } = event;
        const retry: Retry = { attempt, at, wait, error, attrs, n };
        return this.change(event, (draft) => {
          draft.retries.push(retry);
          draft.attempts = attempt + 1;
        });
      }
      case "emitted":
        return this.change(event, (draft) => draft.emitted.push({ at, name: event.name, data: event.data }));
      case "edge-taken":
        return this.move(event.source, event.target, event.label, at);
      case "state":
        return this.wrote(event.node, event.visit, event.patch);
      case "frame":
        this.frames.push({ at, bytes: event.bytes, text: event.text ?? null, n: event.n });
        return;
      case "response":
        this.responded = { node: event.node, at };
        return;
      case "run-ended":
        return this.stop();
    }
  }

  /** The run as the events so far tell it. */
  model(): RunModel {
    for (const index of this.changed) {
      const draft = this.drafts[index];
      if (draft !== undefined)
        this.visits[index] = { ...draft, retries: [...draft.retries], emitted: [...draft.emitted] };
    }
    this.changed.clear();
    return {
      run: this.run,
      events: [...this.events],
      visits: [...this.visits],
      moves: [...this.moves],
      inputs: [...this.inputs],
      frames: [...this.frames],
      responded: this.responded,
      length: this.length,
      rows: this.branches.count,
    };
  }

  private begin({ node, step, visit, n }: OfStep, at: number): void {
    const index = this.drafts.length;
    const { parents, row } = this.branches.begin(node, this.places.joins(node));
    const came = Math.max(0, ...parents.map((parent) => this.drafts[parent]?.end ?? 0));
    const draft: Draft = {
      index,
      node,
      step,
      visit,
      start: Math.min(Math.max(at, came), at + 1),
      end: null,
      latency: null,
      outcome: [],
      status: "running",
      attempts: 1,
      retries: [],
      error: null,
      next: [],
      attrs: null,
      patch: {},
      emitted: [],
      row,
      parents,
      first: n,
      last: null,
    };
    this.drafts.push(draft);
    this.changed.add(index);
    this.named.set(`${node}#${visit}`, draft);
    this.running.add(draft);
    const come = this.underWay.get(node) ?? [];
    for (const place of come.splice(0, Math.max(1, parents.length))) {
      const move = this.moves[place];
      if (move !== undefined) this.moves[place] = { ...move, to: index };
    }
  }

  private end(event: Ending): void {
    this.change(event, (draft) => {
      draft.latency = isTimed({ run: this.run }) ? event.latency_ms : null;
      draft.end = draft.start + event.latency_ms;
      draft.attempts = event.attempt;
      draft.next = event.next;
      draft.attrs = event.attrs ?? null;
      draft.last = event.n;
      this.length = Math.max(this.length, draft.end);
      if (event.type === "step-failed") {
        draft.status = "failed";
        draft.error = event.error;
        draft.outcome = ["error"];
      } else {
        draft.status = event.skipped ? "skipped" : "done";
        draft.outcome = listOf(event.outcome);
      }
      this.running.delete(draft);
      this.left.set(draft.node, draft);
      this.branches.end(draft.index, draft.row, event.next.length > 0);
    });
  }

  private move(source: string, target: string, label: string | null, at: number): void {
    const from = this.left.get(source);
    if (from !== undefined) this.branches.move(from.index, from.row, target);
    const come = this.underWay.get(target);
    if (come === undefined) this.underWay.set(target, [this.moves.length]);
    else come.push(this.moves.length);
    const edge = this.places.find(source, target, label);
    this.moves.push({ edge, source, target, label, at, from: from?.index ?? -1, to: null });
  }

  private wrote(node: string, visit: number, patch: Patch): void {
    if (visit === 0) this.inputs.push({ from: this.drafts.length, patch });
    else this.change({ node, visit }, (draft) => (draft.patch = { ...draft.patch, ...patch }));
  }

  private stop(): void {
    for (const draft of this.running) {
      draft.status = "left";
      draft.end = Math.max(draft.start, this.length);
      this.changed.add(draft.index);
    }
    this.running.clear();
    this.branches.clear();
  }

  private change(
    { node, visit }: { readonly node: string; readonly visit: number },
    by: (draft: Draft) => void,
  ) {
    const draft = this.named.get(`${node}#${visit}`);
    if (draft === undefined) return;
    by(draft);
    this.changed.add(draft.index);
  }
}

/** The model of a run whose events are all there. */
export function modelOf(run: StoredRun, events: Iterable<StoredEvent>, graph: GraphView): RunModel {
  const builder = new RunModelBuilder(run, graph);
  for (const event of events) builder.add(event);
  builder.told(run);
  return builder.model();
}
