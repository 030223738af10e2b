import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { RunError } from "../../src/runtime/errors.ts";
import { createLogger } from "../../src/runtime/logger.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf } from "./program-of.ts";

const folder = mkdtempSync(join(tmpdir(), "ragstep-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

const program = programOf({ edges: "Start -> Work -> End" });

test("lines go to a file, whose folders are made", async () => {
  const destination = join(folder, "deep", "run.log");
  await run(program, {}, { logger: createLogger({ destination }) }).done;
  expect(readFileSync(destination, "utf8").trimEnd().split("\n")).toHaveLength(3);
});

test("the level leaves lines out", async () => {
  const destination = join(folder, "quiet.log");
  await run(program, {}, { logger: createLogger({ destination, level: "warn" }) }).done;
  expect(readFileSync(destination, "utf8")).toBe("");
});

test("a path that cannot be opened is told at once", () => {
  expect(() => createLogger({ destination: folder })).toThrow(
    expect.objectContaining({
      code: "log-unwritable",
      message: expect.stringContaining(`The log \`${folder}\` cannot be written: EISDIR`),
      hint: "name a file, not a folder",
    }),
  );
});

test.runIf(existsSync("/dev/full"))("a full disk fails the run with what to do", async () => {
  const result = await run(program, {}, { logger: createLogger({ destination: "/dev/full" }) }).done;
  expect(result).toMatchObject({
    status: "failed",
    error: { code: "log-unwritable", hint: "free some space on that disk, or log to another one" },
  });
  expect(result.error?.message).toContain("The log `/dev/full` cannot be written: ENOSPC");
});

test.runIf(existsSync("/dev/full"))("who asks to be told of it keeps the run", async () => {
  const told: RunError[] = [];
  const logger = createLogger({ destination: "/dev/full", onError: (error) => told.push(error) });
  expect((await run(program, {}, { logger }).done).status).toBe("completed");
  expect(told.map((error) => error.code)).toEqual(["log-unwritable"]);
});

test("lines are there after the process has crashed in a handler", () => {
  const destination = join(folder, "crash.log");
  const modules = ["src/runtime/run.ts", "src/runtime/logger.ts", "test/runtime/program-of.ts"].map(
    (file) => new URL(`../../${file}`, import.meta.url).href,
  );
  const script = `
    const [{ run }, { createLogger }, { programOf }] = await Promise.all(${JSON.stringify(modules)}.map((url) => import(url)));
    const crash = () => { setImmediate(() => { throw new Error("out of the blue"); }); return new Promise(() => {}); };
    run(programOf({ edges: "Start -> A -> B -> End", steps: { B: crash } }), {}, { logger: createLogger({ destination: ${JSON.stringify(destination)} }) });
  `;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  expect(stderr).toContain("out of the blue");
  expect(status).not.toBe(0);
  const nodes = readFileSync(destination, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).node);
  expect(nodes).toEqual(["Start", "A"]);
});
