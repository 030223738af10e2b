import { Writable } from "node:stream";
import fc from "fast-check";
import { pino, type Logger } from "pino";
import { expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { createCountingIds } from "../../src/runtime/ids.ts";
import { parseLogLine } from "../../src/runtime/parse-log-line.ts";
import { rebuildRuns } from "../../src/runtime/rebuild-run.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf, testState } from "./program-of.ts";
import { nodePlans, programsOf } from "./random-program.ts";

/** A logger whose lines a test can read. */
function listLogger(level = "info"): {
  logger: Logger;
  lines: string[];
  records: () => Record<string, unknown>[];
} {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().trimEnd().split("\n"));
      done();
    },
  });
  return {
    logger: pino({ level, base: null, timestamp: false }, destination),
    lines,
    records: () => lines.map((line) => JSON.parse(line)),
  };
}

const setup = {
  edges: "Start -> StreamSetup -> AsyncGen -> End",
  policy: {
    StreamSetup: {
      step: 105,
      id: "RAG.streaming.chatbotcontroller.chat.stream.setup.sse",
      category: "streaming",
    },
  },
  state: {
    ...testState,
    streaming_requested: key(z.boolean(), { input: "optional" }),
    headers: key(z.array(z.string())),
    tax_code: key(z.string(), { pii: true, input: "optional" }),
  },
};

test("a completion is one line, its text and its record as agreed", async () => {
  const { logger, records } = listLogger();
  const program = programOf({
    ...setup,
    steps: {
      StreamSetup: {
        reads: ["streaming_requested"],
        writes: ["headers"],
        attrs: ["streaming_requested", "streaming_setup", "headers_configured", "headers", "unknown", "a"],
        run({ log }) {
          log({ streaming_setup: "configured", headers_configured: 6 });
          return { headers: ["x"] };
        },
      },
    },
  });
  await run(
    program,
    { streaming_requested: true, a: 4 },
    { logger, runId: "run_1", requestId: "req_1", clock: createFakeClock() },
  ).done;
  const record = records()[1];
  const attrs = {
    step: 105,
    request_id: "req_1",
    streaming_requested: true,
    streaming_setup: "configured",
    headers_configured: 6,
    headers: ["x"],
    unknown: null,
    // A key that the step does not declare is not looked up for it.
    a: null,
    next_step: "AsyncGen",
    processing_stage: "completed",
  };
  expect(record).toEqual({
    level: 30,
    step: 105,
    step_id: "RAG.streaming.chatbotcontroller.chat.stream.setup.sse",
    node: "StreamSetup",
    label: "Label of StreamSetup",
    category: "streaming",
    run_id: "run_1",
    request_id: "req_1",
    visit: 1,
    attempt: 1,
    outcome: null,
    edges: [{ target: "AsyncGen", label: null }],
    latency_ms: 0,
    attrs,
    msg: `RAG STEP 105 (RAG.streaming.chatbotcontroller.chat.stream.setup.sse): Label of StreamSetup | attrs=${JSON.stringify(attrs)}`,
  });
});

test("after a fork the next step is a list, at an end it is null", async () => {
  const { logger, records } = listLogger();
  await run(programOf({ edges: "Start -> Fork, Fork -> A -> End, Fork -> B -> End" }), {}, { logger }).done;
  const next = Object.fromEntries(
    records().map((record) => [record["node"], Object(record["attrs"]).next_step]),
  );
  expect(next).toEqual({ Start: "Fork", Fork: ["A", "B"], A: "End", B: "End", End: null });
});

test("every attempt that fails is a line: a warning for a retry, an error with its code for the last", async () => {
  const { logger, records } = listLogger("warn");
  const program = programOf({
    edges: "Start -> Work -> End, Work -error-> Error500",
    steps: {
      Work: ({ run: { attempt } }) => {
        throw new Error(`try ${attempt}`);
      },
    },
    policy: { Work: { retry: { attempts: 2, backoff_ms: 40, factor: 1, jitter: 0 } } },
  });
  await run(program, {}, { logger, clock: createFakeClock({ autoAdvance: true }) }).done;
  expect(records()).toMatchObject([
    {
      level: 40,
      node: "Work",
      attempt: 1,
      wait_ms: 40,
      error_code: "step-failed",
      error_message: "try 1",
      attrs: { next_step: null, processing_stage: "retrying" },
    },
    {
      level: 50,
      node: "Work",
      attempt: 2,
      outcome: "error",
      edges: [{ target: "Error500", label: null }],
      latency_ms: 40,
      error_code: "step-failed",
      error_message: "try 2",
      attrs: { next_step: "Error500", processing_stage: "failed" },
    },
  ]);
});

test("personal data is in no line, whatever a handler does", async () => {
  const { logger, lines } = listLogger();
  const program = programOf({
    ...setup,
    steps: {
      StreamSetup: {
        reads: ["tax_code"],
        attrs: ["tax_code"],
        run: ({ log, state }) => log({ tax_code: state["tax_code"] }),
      },
    },
  });
  await run(program, { tax_code: "RSSMRA80A01H501U" }, { logger }).done;
  expect(lines.join("\n")).not.toContain("RSSMRA80A01H501U");
  expect(lines[1]).toContain('"tax_code":null');
});

test("values that are no JSON are logged as null and stop nothing", async () => {
  const { logger, records } = listLogger();
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  const program = programOf({
    edges: "Start -> Work -> End",
    steps: {
      Work: {
        attrs: ["circle", "big", "date", "nan", "call"],
        run: ({ log }) => log({ circle, big: 12n, date: new Date(0), nan: Number.NaN, call: () => 1 }),
      },
    },
  });
  expect((await run(program, {}, { logger }).done).status).toBe("completed");
  expect(records()[1]?.["attrs"]).toMatchObject({
    circle: null,
    big: "12",
    date: "1970-01-01T00:00:00.000Z",
    nan: null,
    call: null,
  });
});

test("a line is written before the next step starts, so a crash loses none", async () => {
  const { logger, lines } = listLogger();
  let before = 0;
  const program = programOf({
    edges: "Start -> Work -> End",
    steps: { Work: () => void (before = lines.length) },
  });
  await run(program, {}, { logger }).done;
  expect(before).toBe(1);
});

test("the text of a line is read back, whatever its label and attributes hold", () => {
  const attrs = { step: 7, note: ' | attrs={"a":1}' };
  expect(parseLogLine(`RAG STEP 7 (RAG.x.y): A | attrs={ label | attrs=${JSON.stringify(attrs)}`)).toEqual({
    step: 7,
    stepId: "RAG.x.y",
    label: "A | attrs={ label",
    attrs,
  });
  expect(parseLogLine("RAG STEP - (Node): L | attrs={}")).toEqual({
    step: null,
    stepId: "Node",
    label: "L",
    attrs: {},
  });
  for (const text of [
    "",
    "RAG STEP 7",
    "RAG STEP 7 (x): y",
    "RAG STEP 7 (x): y | attrs={",
    "RAG STEP 7 (x): y | attrs=[1]",
  ]) {
    expect(parseLogLine(text)).toBeUndefined();
  }
});

test("a run is rebuilt from its lines alone: path, outcomes and timings", async () => {
  let failed = 0;
  await fc.assert(
    fc.asyncProperty(nodePlans(10), async (plans) => {
      const { logger, lines } = listLogger();
      const options = { entry: "Start", logger, recordPath: true };
      const result = await run(programsOf(plans).program, {}, options).done;
      const [rebuilt, ...others] = rebuildRuns([...lines, "not JSON", '{"level":30,"msg":"another line"}']);
      expect(others).toEqual([]);
      expect(result.steps).toBe(result.path.length);
      expect(rebuilt).toMatchObject({ run_id: result.run_id, entry: "Start", path: result.path });
      if (result.error?.code === "step-failed") {
        failed++;
        expect(rebuilt?.failed).toEqual({ node: result.error.node, error_code: "step-failed" });
      } else expect(rebuilt?.failed).toBeUndefined();
    }),
    { numRuns: 150 },
  );
  expect(failed).toBeGreaterThan(5);
});

test("lines of several runs, of retries and of steps passed through are told apart", async () => {
  const { logger, lines } = listLogger();
  const program = programOf({
    edges: "Start -> Work -> Extra -> End",
    steps: {
      Work: ({ run: { attempt } }) => {
        if (attempt === 1) throw new Error("busy");
      },
    },
    policy: {
      Work: { retry: { attempts: 2, backoff_ms: 0, factor: 1, jitter: 0 } },
      Extra: { flag: "extra" },
    },
  });
  const options = { logger, flags: { extra: false } };
  await Promise.all([
    run(program, {}, { ...options, runId: "one", requestId: "req_one" }).done,
    run(program, {}, { ...options, runId: "two", requestId: "req_two" }).done,
  ]);
  const rebuilt = rebuildRuns(lines);
  expect(rebuilt.map((one) => [one.run_id, one.request_id])).toEqual([
    ["one", "req_one"],
    ["two", "req_two"],
  ]);
  for (const one of rebuilt) {
    expect(one.path.map((entry) => entry.node)).toEqual(["Start", "Work", "Extra", "End"]);
    expect(one.retries).toEqual([{ node: "Work", visit: 1, attempt: 1, error_code: "step-failed" }]);
    expect(one.skipped).toEqual(["Extra"]);
  }
});

test("the request's id is the option's, else the input's, else a new one", async () => {
  const program = programOf({
    edges: "Start -> End",
    state: { request_id: key(z.string(), { input: "optional" }) },
  });
  const idOf = async (input: object, options: object): Promise<unknown> => {
    const { logger, records } = listLogger();
    await run(program, { ...input }, { logger, ids: createCountingIds(), ...options }).done;
    return records()[0]?.["request_id"];
  };
  expect(await idOf({ request_id: "from input" }, { requestId: "from option" })).toBe("from option");
  expect(await idOf({ request_id: "from input" }, {})).toBe("from input");
  expect(await idOf({}, {})).toBe("req_1");
});

test("a logger that is silent costs nothing and logs nothing", async () => {
  const { logger, lines } = listLogger("silent");
  await run(programOf({ edges: "Start -> End" }), {}, { logger }).done;
  expect(lines).toEqual([]);
});
