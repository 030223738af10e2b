import type { EndOfRun, NewEvent, StoredEvent } from "./run-store.ts";
import { trailMark } from "./run-rows.ts";
import { isCounted, WalkCount } from "./walk-count.ts";

/** The events of a run that goes on: numbered, summed up, and held until they are stored. */
export class LiveEvents {
  steps = 0;
  retries = 0;
  /** Where the run came, each visit's outcome once. */
  trail: string;
  /** Not stored yet, in order. */
  pending: StoredEvent[] = [];
  /** How many times the run is under way: feedback may go on with one whose end is just being stored. */
  uses = 0;
  /** How it ended, when that could not be stored yet. */
  unstoredEnd: EndOfRun | null = null;
  /** Where the run went up to the last event that is stored, as text: a thousand of these go on at once, and wait. */
  private walk: string;
  private hasSteps = false;
  private last: number;
  private waiting = Promise.withResolvers<void>();

  /** What was kept of the run when it went on before. */
  constructor(last: number, trail: string, walk: string) {
    this.last = last;
    this.walk = walk;
    this.trail = trail === "" ? "\n" : trail;
  }

  /** Gives the number of the last one. */
  add(events: readonly NewEvent[]): number {
    for (const event of events) {
      this.pending.push({ ...event, n: ++this.last });
      if (event.type !== "frame") this.hasSteps = true;
      if (event.type === "step-retry") this.retries++;
      if (event.type === "step-failed") this.came(event.node, ["error"]);
      if (event.type === "step-completed") this.came(event.node, [event.outcome ?? ""].flat());
    }
    const { resolve } = this.waiting;
    this.waiting = Promise.withResolvers();
    resolve();
    return this.last;
  }

  private came(node: string, outcomes: readonly string[]): void {
    this.steps++;
    for (const outcome of outcomes) {
      const mark = trailMark(node, outcome);
      if (!this.trail.includes(mark)) this.trail += mark.slice(1);
    }
  }

  /** Whether something waits to be stored that is more than frames, or frames since `then`. */
  isDue(then: number): boolean {
    const [first] = this.pending;
    return first !== undefined && (this.hasSteps || first.time <= then);
  }

  /** Takes what is to be stored now. */
  take(): readonly StoredEvent[] {
    return this.pending.slice();
  }

  /** Where the run went so far; null when nothing of what is to be stored tells anything new of it. */
  takeWalk(): string | null {
    return this.pending.some(isCounted) ? this.walkWith(this.pending) : null;
  }

  private walkWith(events: readonly StoredEvent[]): string {
    const walk = new WalkCount();
    walk.add(this.walk);
    for (const event of events) walk.event(event);
    return walk.text();
  }

  /** Lets go of what is stored, up to this number. */
  stored(last: number): void {
    const stored = this.pending.filter(({ n }) => n <= last);
    if (stored.some(isCounted)) this.walk = this.walkWith(stored);
    this.pending = this.pending.filter(({ n }) => n > last);
    this.hasSteps = this.pending.some(({ type }) => type !== "frame");
  }

  /** Resolves at the next event. */
  get next(): Promise<void> {
    return this.waiting.promise;
  }
}
