import { Writable } from "node:stream";
import { pino } from "pino";
import type { Program } from "../../src/graph/program.ts";
import type { RunOptions, RunResult } from "../../src/runtime/options.ts";
import { readTrails } from "../../src/runtime/read-trails.ts";
import { run } from "../../src/runtime/run.ts";
import type { Trail } from "../../src/runtime/trail.ts";
import { traceLine } from "../../src/report/trace-line.ts";

/** A finished run with what its log and its trace say, as texts and as rebuilt from them. */
export interface ToldRun {
  readonly result: RunResult;
  readonly logText: string;
  readonly traceText: string;
  readonly log: Trail;
  readonly trace: Trail;
}

function only(text: string): Trail {
  const { trails, problems } = readTrails([{ name: "run", text }]);
  const [trail] = trails;
  if (trail === undefined || trails.length > 1 || problems.length > 0)
    throw new Error(`not one run: ${JSON.stringify(problems)}`);
  return trail;
}

/** Runs a program and reads its log and its trace back. */
export async function toldRun(
  program: Program,
  options: RunOptions = {},
  input: Readonly<Record<string, unknown>> = {},
): Promise<ToldRun> {
  const lines: string[] = [];
  const events: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const logger = pino({ base: null }, destination);
  const onEvent: RunOptions["onEvent"] = (event) => events.push(traceLine(event));
  const result = await run(program, input, { ...options, logger, onEvent, recordPath: true }).done;
  const [logText, traceText] = [lines.join(""), events.join("")];
  return { result, logText, traceText, log: only(logText), trace: only(traceText) };
}
