import type { Clock } from "../definition/step.ts";

/** A run that goes on. */
export interface Live {
  /** Whose limit it counts against. */
  readonly key: string;
  readonly stop: (reason: Error) => void;
  readonly done: Promise<unknown>;
}

/** The runs under way and the streams that are open, so that they can be counted, waited for and stopped. */
export class LiveRuns {
  private readonly runs = new Set<Live>();
  private readonly byKey = new Map<string, number>();
  private readonly over = new AbortController();
  private streams = 0;
  private closing = false;

  /** True once the server takes no more runs. */
  get draining(): boolean {
    return this.closing;
  }

  get size(): number {
    return this.runs.size;
  }

  get openStreams(): number {
    return this.streams;
  }

  count(key: string): number {
    return this.byKey.get(key) ?? 0;
  }

  add(run: Live): void {
    this.runs.add(run);
    this.byKey.set(run.key, this.count(run.key) + 1);
    const left = () => {
      this.runs.delete(run);
      const count = this.count(run.key) - 1;
      if (count > 0) this.byKey.set(run.key, count);
      else this.byKey.delete(run.key);
    };
    void run.done.then(left, left);
  }

  /** Aborted when the last run has ended: streams that only watch end too. */
  get ended(): AbortSignal {
    return this.over.signal;
  }

  streamOpened(): void {
    this.streams++;
  }

  streamClosed(): void {
    this.streams--;
  }

  /** Resolves when the runs that go on now have ended. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.runs].map(({ done }) => done));
  }

  /** Takes no more runs and waits for those under way; what is not done after the grace period is stopped. */
  async drain(clock: Clock, graceMs: number): Promise<void> {
    this.closing = true;
    const ended = new AbortController();
    const all = this.idle().then(() => ended.abort());
    await clock.sleep(graceMs, ended.signal).catch(() => undefined);
    const reason = new Error("The server is shutting down.");
    for (const run of this.runs) run.stop(reason);
    await all;
    this.over.abort(reason);
  }
}
