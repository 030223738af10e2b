import type { RunEvent } from "./events.ts";
import type { RunWatch } from "./run-watch.ts";

/** A reader of a run's events, with a queue of its own: events that come while it is busy wait for it. */
export function readEvents(watch: RunWatch): AsyncIterable<RunEvent> {
  const queue = new EventQueue(watch);
  return { [Symbol.asyncIterator]: () => queue };
}

const noMore: IteratorResult<RunEvent, undefined> = Object.freeze({ done: true, value: undefined });

class EventQueue implements AsyncIterator<RunEvent, undefined> {
  private readonly watch: RunWatch;
  private queued: RunEvent[] = [];
  private place = 0;
  private ended: boolean;
  private waiting: ((result: IteratorResult<RunEvent, undefined>) => void)[] = [];

  constructor(watch: RunWatch) {
    this.watch = watch;
    this.ended = watch.isOver();
    if (!this.ended) watch.listen(this.push);
  }

  next(): Promise<IteratorResult<RunEvent, undefined>> {
    const value = this.queued[this.place];
    if (value === undefined) {
      return this.ended ? Promise.resolve(noMore) : new Promise((resolve) => this.waiting.push(resolve));
    }
    this.place++;
    if (this.place === this.queued.length) {
      this.queued = [];
      this.place = 0;
    }
    return Promise.resolve({ done: false, value });
  }

  return(): Promise<IteratorResult<RunEvent, undefined>> {
    this.watch.forget(this.push);
    this.queued = [];
    this.place = 0;
    this.end();
    return Promise.resolve(noMore);
  }

  private readonly push = (event: RunEvent): void => {
    const reader = this.waiting.shift();
    if (reader === undefined) this.queued.push(event);
    else reader({ done: false, value: event });
    if (event.type === "run-ended") this.end();
  };

  private end(): void {
    this.ended = true;
    for (const reader of this.waiting) reader(noMore);
    this.waiting = [];
  }
}
