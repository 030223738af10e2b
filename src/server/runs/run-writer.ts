import type { Clock } from "../../definition/step.ts";
import { RagstepError } from "../../diagnostics/errors.ts";
import type { Batches } from "./batches.ts";
import { isBusy } from "./run-database.ts";
import type { Statement } from "./statements.ts";

const retryMs = 40;

interface Job {
  readonly plan: () => readonly Statement[];
  readonly until: number;
  readonly settle: PromiseWithResolvers<void>;
}

/** A run could not be stored. */
export class RunStoreError extends RagstepError {
  constructor(cause: unknown) {
    super("run-not-stored", "The database of runs took nothing.", { cause });
  }
}

/**
 * Writes in the order given, all that has come together in one transaction. A file that another process holds is tried
 * again while everybody else is served.
 */
export class RunWriter {
  private readonly batches: Batches;
  private readonly clock: Clock;
  private readonly patienceMs: number;
  private jobs: Job[] = [];
  private working: Promise<void> | null = null;

  /** `patienceMs`: how long a lock of another process is waited for. */
  constructor(batches: Batches, clock: Clock, patienceMs: number) {
    this.batches = batches;
    this.clock = clock;
    this.patienceMs = patienceMs;
  }

  /**
   * `plan` is asked when its turn comes, and once more at each new attempt. Resolves when it is on disk. Rejects with a
   * `RunStoreError` when it cannot be written in time.
   */
  async write(plan: () => readonly Statement[]): Promise<void> {
    const settle = Promise.withResolvers<void>();
    this.jobs.push({ plan, until: this.clock.monotonic() + this.patienceMs, settle });
    this.working ??= this.work();
    await settle.promise;
  }

  private async work(): Promise<void> {
    // What comes in the same turn goes into the same transaction.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.jobs.length > 0) await this.next();
    // In the same turn as the last look: a job of the next one starts anew.
    this.working = null;
  }

  private async next(): Promise<void> {
    // What comes while this is written is not part of it.
    const batch = [...this.jobs];
    try {
      await this.batches.take(batch.flatMap(({ plan }) => plan()));
      this.jobs = this.jobs.slice(batch.length);
      for (const { settle } of batch) settle.resolve();
    } catch (error) {
      if (isBusy(error)) await this.later(error);
      else await this.oneByOne(batch, error);
    }
  }

  private async later(error: unknown): Promise<void> {
    const now = this.clock.monotonic();
    const late = this.jobs.filter(({ until }) => until <= now);
    this.jobs = this.jobs.filter(({ until }) => until > now);
    for (const { settle } of late) settle.reject(new RunStoreError(error));
    if (this.jobs.length > 0) await this.clock.sleep(retryMs);
  }

  /** What cannot be written, as on a full disk, must not take with it what can. */
  private async oneByOne(batch: readonly Job[], error: unknown): Promise<void> {
    this.jobs = this.jobs.slice(batch.length);
    for (const { plan, settle } of batch) {
      try {
        if (batch.length === 1) throw error;
        await this.batches.take(plan());
        settle.resolve();
      } catch (cause) {
        settle.reject(new RunStoreError(cause));
      }
    }
  }
}
