import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCode } from "../../src/cli/exit-code.ts";
import { readSchedule, repeated } from "../../src/cli/schedule.ts";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { projects, ragstep, repository } from "./ragstep.ts";

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

test("what has a schedule is done now and at each of its moments, also when it failed, until it is interrupted", async () => {
  const clock = createFakeClock({ startAt: new Date(2026, 0, 1, 5, 30).getTime(), autoAdvance: true });
  const abort = new AbortController();
  const times: string[] = [];
  const schedule = await readSchedule("0 6 * * *");
  const code = await repeated(schedule, { clock, interrupted: abort.signal }, () => {
    times.push(new Date(clock.now()).toTimeString().slice(0, 5));
    if (times.length === 3) abort.abort();
    return Promise.resolve(exitCode.problems);
  });
  expect(times).toEqual(["05:30", "06:00", "06:00"]);
  expect(code).toBe(exitCode.problems);
});

test("an interruption between two times ends it, and without a schedule it is done once", async () => {
  const clock = createFakeClock();
  const abort = new AbortController();
  const how = { clock, interrupted: abort.signal };
  const waiting = repeated(await readSchedule("* * * * *"), how, () => Promise.resolve(exitCode.clean));
  abort.abort(new Error("stopped"));
  expect(await waiting).toBe(exitCode.clean);
  const other = new AbortController();
  const asleep = repeated(await readSchedule("* * * * *"), { clock, interrupted: other.signal }, () => {
    setImmediate(() => other.abort(new Error("stopped")));
    return Promise.resolve(exitCode.clean);
  });
  expect(await asleep).toBe(exitCode.interrupted);
  expect(await repeated(null, how, () => Promise.resolve(exitCode.problems))).toBe(exitCode.problems);
});

test("`ragstep run --every` runs the request again and again, until Ctrl-C", async () => {
  const words = ["run", "requests/known.json", "--every", "* * * * * *"];
  const child = spawn(process.execPath, [join(repository, "bin/ragstep.js"), ...words], {
    cwd: join(projects, "triage"),
  });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log += chunk.toString();
    if ((log.match(/answer  status/g)?.length ?? 0) >= 2) child.kill("SIGINT");
  });
  const [code] = await once(child, "close");
  expect(log).toMatch(/RAG STEP 1 .*RAG STEP 1 /s);
  expect(code).toBe(exitCode.interrupted);
});

test("`ragstep run` refuses a schedule that says nothing before anything is run", async () => {
  const { code, stdout, stderr } = await ragstep(["run", "requests/known.json", "--every", "morgen"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("[schedule-invalid]");
  expect(stderr).not.toContain("RAG STEP");
});
