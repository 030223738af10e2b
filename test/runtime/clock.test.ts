import { expect, test } from "vitest";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { createCountingIds, createSystemIds } from "../../src/runtime/ids.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";

test("a fake clock stands still until it is moved, and wakes sleepers in their order", async () => {
  const clock = createFakeClock({ startAt: 5000 });
  const woken: string[] = [];
  const sleeper = async (name: string, ...naps: number[]): Promise<void> => {
    for (const nap of naps) {
      await clock.sleep(nap);
      woken.push(`${name} at ${clock.monotonic()}`);
    }
  };
  void sleeper("long", 300);
  void sleeper("short", 100, 100);
  await clock.advance(250);
  expect(woken).toEqual(["short at 100", "short at 200"]);
  expect([clock.now(), clock.monotonic(), clock.sleeping]).toEqual([5250, 250, 1]);
  await clock.advance(50);
  expect(woken.at(-1)).toBe("long at 300");
});

test("a fake clock that moves by itself waits for nobody", async () => {
  const clock = createFakeClock({ autoAdvance: true });
  await Promise.all([clock.sleep(3_600_000), clock.sleep(60_000)]);
  expect(clock.monotonic()).toBe(3_600_000);
});

test.each([
  ["the fake clock", createFakeClock()],
  ["the system's clock", createSystemClock()],
])("a sleep on %s rejects with the signal's reason", async (_, clock) => {
  const reason = new Error("enough");
  await expect(clock.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  const controller = new AbortController();
  const sleeping = clock.sleep(60_000, controller.signal);
  controller.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
});

test("the system's clock sleeps and goes on", async () => {
  const clock = createSystemClock();
  const before = clock.monotonic();
  await clock.sleep(1, new AbortController().signal);
  await clock.sleep(1);
  expect(clock.monotonic()).toBeGreaterThan(before);
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
});

test("system ids are never the same, counting ids can be foreseen", () => {
  const ids = createSystemIds();
  expect(ids.next("req")).toMatch(/^req_[0-9a-f]{32}$/);
  expect(ids.next("req")).not.toBe(ids.next("req"));
  const counting = createCountingIds();
  expect([counting.next("req"), counting.next("run"), counting.next("req")]).toEqual([
    "req_1",
    "run_1",
    "req_2",
  ]);
});
