import { expect, test } from "vitest";
import { readSchedule } from "../../src/cli/schedule.ts";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";

test("a schedule waits for its next moment, also one that is weeks away", async () => {
  const clock = createFakeClock({ startAt: new Date(2026, 0, 1, 5, 30).getTime(), autoAdvance: true });
  const never = new AbortController().signal;
  await (await readSchedule("0 6 * * *")).next(clock, never);
  expect(new Date(clock.now())).toEqual(new Date(2026, 0, 1, 6));
  await (await readSchedule("0 6 * * *")).next(clock, never);
  expect(new Date(clock.now())).toEqual(new Date(2026, 0, 2, 6));
  await (await readSchedule("0 0 1 3 *")).next(clock, never);
  expect(new Date(clock.now())).toEqual(new Date(2026, 2, 1));
});

test("a schedule ends with its signal", async () => {
  const clock = createFakeClock();
  const abort = new AbortController();
  const waiting = (await readSchedule("* * * * *")).next(clock, abort.signal);
  abort.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
});

test.each(["", "morgen", "61 * * * *", "0 0 30 2 *"])("%j is refused with an example", async (pattern) => {
  await expect(readSchedule(pattern)).rejects.toMatchObject({ code: "schedule-invalid" });
});
