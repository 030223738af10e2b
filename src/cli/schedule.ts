import type { Clock } from "../definition/step.ts";
import { UsageError } from "../diagnostics/errors.ts";
import { exitCode } from "./exit-code.ts";
import type { ExitCode } from "./exit-code.ts";

const day = 24 * 3600 * 1000;

/** The moments of a pattern such as `0 6 * * *` (minute, hour, day, month, weekday), in the machine's time zone. */
export interface Schedule {
  /** Resolves at the next moment after now. Rejects with the signal's reason when aborted. */
  next(clock: Clock, signal: AbortSignal): Promise<void>;
}

/** Reads a pattern. Throws a `UsageError` for one that says nothing or never comes. */
export async function readSchedule(pattern: string): Promise<Schedule> {
  const { Cron } = await import("croner");
  const refuse = (reason: string, cause?: unknown): UsageError =>
    new UsageError("schedule-invalid", `\`--every ${pattern}\` is no schedule: ${reason}`, {
      hint: '--every "0 6 * * *"',
      cause,
    });
  try {
    const cron = new Cron(pattern, { paused: true });
    if (cron.nextRun() === null) throw refuse("it never comes.");
    return {
      async next(clock, signal) {
        const at = cron.nextRun(new Date(clock.now()))?.getTime();
        if (at === undefined) throw refuse("it does not come again.");
        // A timer of the system cannot wait longer than 24 days.
        for (let left = at - clock.now(); left > 0; left = at - clock.now())
          await clock.sleep(Math.min(left, day), signal);
      },
    };
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw refuse(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/**
 * Does something now and, with a schedule, again at each of its moments, whatever came of the time before, until it is
 * interrupted. Resolves with what the last time came to.
 */
export async function repeated(
  schedule: Schedule | null,
  { clock, interrupted }: { readonly clock: Clock; readonly interrupted: AbortSignal },
  once: () => Promise<ExitCode>,
): Promise<ExitCode> {
  for (;;) {
    const code = await once();
    if (schedule === null || interrupted.aborted) return code;
    try {
      await schedule.next(clock, interrupted);
    } catch (error) {
      if (!interrupted.aborted) throw error;
      return exitCode.interrupted;
    }
  }
}
