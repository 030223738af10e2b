import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../definition/step.ts";
import { RagstepError } from "../../diagnostics/errors.ts";
import { inTransaction, isBusy } from "./run-database.ts";

const retryMs = 40;

interface Job {
  readonly write: () => void;
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
  private readonly db: DatabaseSync;
  private readonly clock: Clock;
  private readonly patienceMs: number;
  private jobs: Job[] = [];
  private working: Promise<void> | null = null;

  /** `patienceMs`: how long a lock of another process is waited for. */
  constructor(db: DatabaseSync, clock: Clock, patienceMs: number) {
    this.db = db;
    this.clock = clock;
    this.patienceMs = patienceMs;
  }

  /** Resolves when it is on disk. Rejects with a `RunStoreError` when it cannot be written in time. */
  async write(write: () => void): Promise<void> {
    const settle = Promise.withResolvers<void>();
    this.jobs.push({ write, until: this.clock.monotonic() + this.patienceMs, settle });
    this.working ??= this.work().finally(() => {
      this.working = null;
    });
    await settle.promise;
  }

  private async work(): Promise<void> {
    // What comes in the same turn goes into the same transaction.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.jobs.length > 0) {
      const batch = this.jobs;
      try {
        inTransaction(this.db, () => {
          for (const { write } of batch) write();
        });
        this.jobs = this.jobs.slice(batch.length);
        for (const { settle } of batch) settle.resolve();
      } catch (error) {
        if (isBusy(error)) await this.later(error);
        else this.oneByOne(batch, error);
      }
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
  private oneByOne(batch: readonly Job[], error: unknown): void {
    this.jobs = this.jobs.slice(batch.length);
    for (const { write, settle } of batch) {
      try {
        if (batch.length === 1) throw error;
        inTransaction(this.db, write);
        settle.resolve();
      } catch (cause) {
        settle.reject(new RunStoreError(cause));
      }
    }
  }
}
