import { expect, test } from "vitest";
import type { RunEvent } from "../../src/runtime/events.ts";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf, type TestHandler, type TestProgram } from "./program-of.ts";

const chain = (handler: TestHandler, policy: TestProgram["policy"], edges = "Start -> Work -> End") =>
  programOf({ edges, steps: { Work: handler }, ...(policy === undefined ? {} : { policy }) });

test("a step is tried again with growing waits, inside one visit", async () => {
  const clock = createFakeClock({ autoAdvance: true });
  const tried: { attempt: number; at: number; visit: number }[] = [];
  const program = chain(
    ({ run: { attempt, visit } }) => {
      tried.push({ attempt, at: clock.monotonic(), visit });
      if (attempt < 4) throw new Error("busy");
      return { a: attempt };
    },
    { Work: { retry: { attempts: 4, backoff_ms: 100, factor: 2, jitter: 0 } } },
  );
  const events: RunEvent[] = [];
  const result = await run(program, {}, { clock, onEvent: (event) => events.push(event) }).done;
  expect(result).toMatchObject({ status: "completed", state: { a: 4 }, steps: 3 });
  expect(tried).toEqual([
    { attempt: 1, at: 0, visit: 1 },
    { attempt: 2, at: 100, visit: 1 },
    { attempt: 3, at: 300, visit: 1 },
    { attempt: 4, at: 700, visit: 1 },
  ]);
  const retries = events.filter((event) => event.type === "step-retry");
  expect(retries.map((event) => [event.attempt, event.wait_ms, event.error.message])).toEqual([
    [1, 100, "busy"],
    [2, 200, "busy"],
    [3, 400, "busy"],
  ]);
});

test("jitter moves the wait by its share either way", async () => {
  const waits = async (random: number): Promise<number> => {
    const clock = createFakeClock({ autoAdvance: true });
    const program = chain(
      ({ run: { attempt } }) => {
        if (attempt === 1) throw new Error("busy");
      },
      { Work: { retry: { attempts: 2, backoff_ms: 100, factor: 1, jitter: 0.5 } } },
    );
    await run(program, {}, { clock, random: () => random }).done;
    return clock.monotonic();
  };
  expect(await waits(0)).toBe(50);
  expect(await waits(0.5)).toBe(100);
  expect(await waits(0.75)).toBe(125);
});

test("after the last attempt the run fails and says how many there were", async () => {
  const program = chain(
    () => {
      throw new Error("busy");
    },
    { Work: { retry: { attempts: 3, backoff_ms: 0, factor: 1, jitter: 0 } } },
  );
  expect((await run(program, {}).done).error).toMatchObject({
    message: "Step `Work` (2) failed after 3 attempts: busy",
    attempts: 3,
  });
});

test("a handler that never returns is timed out, and its signal is aborted", async () => {
  const clock = createFakeClock();
  let signal: AbortSignal | undefined;
  const program = chain(
    (context) => {
      signal = context.signal;
      return new Promise(() => undefined);
    },
    { Work: { timeout_ms: 500 } },
  );
  const { done } = run(program, {}, { clock });
  await clock.advance(499);
  expect(signal?.aborted).toBe(false);
  await clock.advance(1);
  expect(signal?.aborted).toBe(true);
  expect(signal?.reason).toMatchObject({ code: "step-timeout" });
  expect((await done).error).toMatchObject({
    code: "step-timeout",
    message: "Step `Work` (2) failed: It took longer than its `timeout_ms` of 500 ms.",
  });
});

test("each attempt has its own time and its own signal", async () => {
  const clock = createFakeClock({ autoAdvance: true });
  const signals: AbortSignal[] = [];
  const program = chain(
    ({ signal, run: { attempt } }) => {
      signals.push(signal);
      return attempt === 1 ? new Promise(() => undefined) : Promise.resolve({ a: attempt });
    },
    { Work: { timeout_ms: 500, retry: { attempts: 2, backoff_ms: 10, factor: 1, jitter: 0 } } },
  );
  const result = await run(program, {}, { clock }).done;
  expect(result).toMatchObject({ status: "completed", state: { a: 2 } });
  expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  expect(clock.sleeping).toBe(0);
});

test("the late answer of a handler that was timed out is not taken", async () => {
  const clock = createFakeClock();
  const program = programOf({
    edges: "Start -> Work -> End, Work -error-> Sorry -> End",
    steps: {
      Work: async () => {
        await clock.sleep(1000);
        return { a: 1 };
      },
    },
    policy: { Work: { timeout_ms: 500 } },
  });
  const { done } = run(program, {}, { clock });
  await clock.advance(2000);
  const result = await done;
  expect(result.status).toBe("completed");
  expect(result.state).toEqual({
    step_error: { code: "step-timeout", message: expect.stringContaining("500 ms"), node: "Work", step: 2 },
  });
});

test("the `error` edge is taken when a process fails for good, and the failure is in `step_error`", async () => {
  const program = programOf({
    edges: "Start -> Work -> End, Work -error-> Error500",
    steps: {
      Work: () => {
        throw new Error("no paper");
      },
    },
    policy: { Work: { retry: { attempts: 2, backoff_ms: 0, factor: 1, jitter: 0 } } },
  });
  const running = run(program, {}, { recordPath: true, strict: true });
  expect(await running.response).toEqual({
    step_error: { code: "step-failed", message: "no paper", node: "Work", step: 2 },
  });
  const result = await running.done;
  expect(result.path.map(({ node, outcome, next }) => ({ node, outcome, next }))).toEqual([
    { node: "Start", outcome: null, next: ["Work"] },
    { node: "Work", outcome: "error", next: ["Error500"] },
    { node: "Error500", outcome: null, next: [] },
  ]);
});

test("of two branches that fail for good at the same time, one ends the run and the other says nothing", async () => {
  const fails = async (): Promise<never> => {
    throw new Error("busy");
  };
  const retry = { attempts: 2, backoff_ms: 0, factor: 1, jitter: 0 };
  const program = programOf({
    edges: "Start -> Fork, Fork -> A -> End, Fork -> B -> End",
    steps: { A: fails, B: fails },
    policy: { A: { retry }, B: { retry } },
  });
  const events: RunEvent[] = [];
  const result = await run(program, {}, { recordPath: true, onEvent: (event) => events.push(event) }).done;
  await new Promise((resolve) => setImmediate(resolve));
  expect(result.path.map((entry) => entry.node)).toEqual(["Start", "Fork", "A"]);
  expect(events.at(-1)).toMatchObject({ type: "run-ended", status: "failed", steps: 3 });
});

test("a bug of a handler does not take the `error` edge and is not tried again", async () => {
  let tries = 0;
  const program = programOf({
    edges: "Start -> Work -> End, Work -error-> Error500",
    steps: {
      Work: () => {
        tries++;
        return "not a patch";
      },
    },
    policy: { Work: { retry: { attempts: 3, backoff_ms: 0, factor: 1, jitter: 0 } } },
  });
  expect((await run(program, {}).done).error).toMatchObject({ code: "patch-invalid" });
  expect(tries).toBe(1);
});

test("a step whose flag is off is passed through and says so", async () => {
  const program = chain(() => ({ a: 1 }), { Work: { flag: "work" } });
  const events: RunEvent[] = [];
  const off = await run(program, {}, { flags: { work: false }, onEvent: (event) => events.push(event) }).done;
  expect(off).toMatchObject({ status: "completed", steps: 3, state: {} });
  expect(events.find((event) => event.type === "step-completed" && event.skipped)).toMatchObject({
    node: "Work",
    next: ["End"],
    attrs: { processing_stage: "skipped" },
  });
  expect((await run(program, {}, { flags: { other: false } }).done).state).toEqual({ a: 1 });
  expect((await run(program, {}, { flags: (flag) => flag !== "work" }).done).state).toEqual({});
});

test("a flag that a run does not set is what the registry says, else on", async () => {
  const program = chain(() => ({ a: 1 }), { Work: { flag: "work", flag_default: false } });
  expect((await run(program, {}).done).state).toEqual({});
  expect((await run(program, {}, { flags: { other: true } }).done).state).toEqual({});
  expect((await run(program, {}, { flags: { work: true } }).done).state).toEqual({ a: 1 });
});

test("a decision whose flag is off takes its edge `off`, and without one fails", async () => {
  const policy = { Choice: { flag: "choosy" } };
  const steps = { Choice: () => "yes", A: () => ({ a: 1 }), B: () => ({ b: 1 }) };
  const program = programOf({
    edges: "Start -> Choice, Choice -yes-> A -> End, Choice -off-> B -> End",
    steps,
    policy,
  });
  expect((await run(program, {}, { flags: { choosy: false } }).done).state).toEqual({ b: 1 });
  expect((await run(program, {}).done).state).toEqual({ a: 1 });
  const without = programOf({
    edges: "Start -> Choice, Choice -yes-> A -> End, Choice -no-> B -> End",
    steps,
    policy,
  });
  expect((await run(without, {}, { flags: { choosy: false } }).done).error).toMatchObject({
    code: "decision-flag-off",
    message:
      "Decision `Choice` is behind the flag `choosy`, which is off, and has no edge labelled `off` to take instead.",
  });
});
