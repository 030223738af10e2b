import { spawnSync } from "node:child_process";
import { existsSync, utimesSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lowerQuartile, type Row } from "./measure.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Child {
  readonly ms: number;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[]): Child {
  const before = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return { ms: performance.now() - before, status, stdout, stderr };
}

/** Starts two programs in turns and gives the lower quartile of each in milliseconds, or why the first cannot be measured. */
function inTurns(
  program: readonly string[],
  floor: readonly string[],
  rounds: number,
  before = () => {},
): { ms: number; floor: number } | string {
  const samples: { ms: number[]; floor: number[] } = { ms: [], floor: [] };
  for (let round = 0; round <= rounds; round++) {
    before();
    const child = start(program);
    // Problems found (1) are an answer too; anything above is none.
    if (child.status === null || child.status > 1)
      return `exit code ${child.status ?? "none"}: ${child.stderr.split("\n")[0] ?? ""}`;
    const bare = start(floor).ms;
    if (round === 0) continue;
    samples.ms.push(child.ms);
    samples.floor.push(bare);
  }
  return { ms: lowerQuartile(samples.ms), floor: lowerQuartile(samples.floor) };
}

function unmeasured(what: string, bound: string, why: string): Row {
  return { what, measured: `not measured: ${why}`, floor: "", ratio: "", bound, kept: false };
}

/** Bytes of heap that a waiting run takes beyond its state. */
export function measureMemory(): Row {
  const bound = 2048;
  const child = start(["--expose-gc", "bench/held-runs.ts"]);
  const what = "a waiting run, 1,000 held";
  const bytes = Number(child.stdout);
  if (child.status !== 0 || !(bytes > 0))
    return unmeasured(what, `<= ${bound} bytes`, child.stderr.split("\n")[0] ?? "");
  return {
    what,
    measured: `${bytes.toFixed(0)} bytes`,
    floor: "",
    ratio: `${(bytes / bound).toFixed(2)} x`,
    bound: `<= ${bound} bytes`,
    kept: bytes <= bound,
  };
}

/** What `import "ragstep"` adds to a process that has its three libraries. */
export function measureImport(): Row {
  const what = 'import "ragstep"';
  const bound = "<= +30 ms";
  if (!existsSync(`${root}dist/index.js`))
    return unmeasured(what, bound, "no dist/, run `npm run build` first");
  const times = inTurns(
    ["--input-type=module", "-e", 'await import("./dist/index.js")'],
    ["--input-type=module", "-e", 'await import("yaml"); await import("zod"); await import("pino")'],
    12,
  );
  if (typeof times === "string") return unmeasured(what, bound, times);
  const more = times.ms - times.floor;
  return {
    what,
    measured: `${times.ms.toFixed(0)} ms`,
    floor: `${times.floor.toFixed(0)} ms, yaml, zod and pino alone`,
    ratio: `${more < 0 ? "-" : "+"}${Math.abs(more).toFixed(0)} ms`,
    bound,
    kept: more <= 30,
  };
}

/** A handler that nobody else imports, as a developer would have just saved it: only its times change. */
function saveHandler(): void {
  const now = new Date();
  utimesSync(`${root}steps/streaming/StreamSetup.ts`, now, now);
}

/** How long `ragstep check` of this project takes, in bare starts of node. */
export function measureChecks(): readonly Row[] {
  const measure = (what: string, flags: readonly string[], bound: number | null, before = () => {}): Row => {
    const shown = bound === null ? "" : `<= ${bound} x`;
    const times = inTurns(["bin/ragstep.js", "check", ...flags], ["-e", "0"], 9, before);
    if (typeof times === "string") return unmeasured(what, shown, times);
    const ratio = times.ms / times.floor;
    return {
      what,
      measured: `${times.ms.toFixed(0)} ms`,
      floor: `${times.floor.toFixed(0)} ms, node -e 0`,
      ratio: `${ratio.toFixed(1)} x`,
      bound: shown,
      kept: bound === null || ratio <= bound,
    };
  };
  return [
    measure("ragstep check", [], 8),
    measure("ragstep check, one handler saved", [], null, saveHandler),
    measure("ragstep check --fresh", ["--fresh"], null),
    measure("ragstep check --no-code", ["--no-code"], null),
  ];
}

/** How long the first example of the README takes once its database is seeded. */
export function measureStart(): Row {
  const what = "npm start, database seeded";
  const times = inTurns(
    ["bin/ragstep.js", "run", "test/fixtures/requests/streamed-answer.json"],
    ["-e", "0"],
    4,
  );
  if (typeof times === "string") return unmeasured(what, "<= 1500 ms", times);
  return {
    what,
    measured: `${times.ms.toFixed(0)} ms`,
    floor: "",
    ratio: `${(times.ms / 1500).toFixed(2)} x`,
    bound: "<= 1500 ms",
    kept: times.ms <= 1500,
  };
}
