import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunEvent } from "../../src/runtime/events.ts";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf } from "./program-of.ts";
import { nodePlans, programsOf } from "./random-program.ts";

test("a cancelled run starts no step, aborts the running handler's signal and settles at once", async () => {
  let signal: AbortSignal | undefined;
  const started: string[] = [];
  const program = programOf({
    edges: "Start -> Work -> After -> End",
    steps: {
      Work: (context) => {
        signal = context.signal;
        return new Promise(() => undefined);
      },
      After: () => void started.push("After"),
    },
  });
  const running = run(program, {});
  await Promise.resolve();
  await Promise.resolve();
  running.cancel("enough");
  const result = await running.done;
  expect(result).toMatchObject({ status: "cancelled", error: { code: "run-cancelled", cause: "enough" } });
  expect(signal?.aborted).toBe(true);
  expect(signal?.reason).toBe(result.error);
  expect(started).toEqual([]);
  await expect(running.response).rejects.toMatchObject({
    code: "run-cancelled",
    message: "The run was cancelled.",
  });
});

test("the caller's signal cancels, before the start too", async () => {
  const program = programOf({
    edges: "Start -> Work -> End",
    steps: { Work: () => new Promise(() => undefined) },
  });
  const controller = new AbortController();
  const { done } = run(program, {}, { signal: controller.signal });
  setImmediate(() => controller.abort(new Error("gone")));
  expect(await done).toMatchObject({ status: "cancelled", steps: 1 });
  expect(await run(program, {}, { signal: controller.signal }).done).toMatchObject({
    status: "cancelled",
    steps: 0,
  });
});

test("cancelling ends the wait between two attempts and the time limit of a handler", async () => {
  const clock = createFakeClock();
  const program = programOf({
    edges: "Start -> Fork, Fork -> A -> End, Fork -> B -> End",
    steps: {
      A: () => {
        throw new Error("busy");
      },
      B: () => new Promise(() => undefined),
    },
    policy: {
      A: { retry: { attempts: 9, backoff_ms: 1000, factor: 1, jitter: 0 } },
      B: { timeout_ms: 1000 },
    },
  });
  const running = run(program, {}, { clock });
  await clock.advance(10);
  expect(clock.sleeping).toBe(2);
  running.cancel();
  expect((await running.done).status).toBe("cancelled");
  await clock.advance(0);
  expect(clock.sleeping).toBe(0);
});

test("a run that has ended cannot be cancelled", async () => {
  const running = run(programOf({ edges: "Start -> End" }), {});
  await running.done;
  running.cancel();
  expect((await running.done).status).toBe("completed");
});

test("a failure in one branch aborts the others", async () => {
  let signal: AbortSignal | undefined;
  const program = programOf({
    edges: "Start -> Fork, Fork -> A -> End, Fork -> B -> End",
    steps: {
      A: (context) => {
        signal = context.signal;
        return new Promise(() => undefined);
      },
      B: async () => {
        throw new Error("broken");
      },
    },
  });
  expect((await run(program, {}).done).status).toBe("failed");
  expect(signal?.aborted).toBe(true);
});

test("wherever a run is cancelled, no step starts after that", async () => {
  let cancelled = 0;
  await fc.assert(
    fc.asyncProperty(nodePlans(9), fc.integer({ min: 1, max: 12 }), async (plans, at) => {
      const events: RunEvent[] = [];
      const running = run(
        programsOf(plans).program,
        {},
        {
          entry: "Start",
          onEvent(event) {
            events.push(event);
            if (event.type === "step-completed" && --at === 0) running.cancel();
          },
        },
      );
      const { status } = await running.done;
      const end = events.findIndex((event) => event.type === "run-ended");
      if (status === "cancelled") cancelled++;
      expect(events.slice(end + 1).filter((event) => event.type === "step-started")).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(cancelled).toBeGreaterThan(30);
});

test("a step that a watcher cancels as it starts is not run", async () => {
  let ran = false;
  const program = programOf({ edges: "Start -> Work -> End", steps: { Work: () => void (ran = true) } });
  const running = run(
    program,
    {},
    {
      onEvent(event) {
        if (event.type === "step-started" && event.node === "Work") running.cancel();
      },
    },
  );
  expect((await running.done).status).toBe("cancelled");
  expect(ran).toBe(false);
});
