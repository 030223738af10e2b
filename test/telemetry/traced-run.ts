import { pino } from "pino";
import { run } from "../../src/runtime/run.ts";
import type { RunOptions, RunResult } from "../../src/runtime/options.ts";
import type { Telemetry } from "../../src/telemetry/open-telemetry.ts";
import { programOf } from "../runtime/program-of.ts";
import type { TestProgram } from "../runtime/program-of.ts";

/** A line of the log. */
export type Line = Readonly<Record<string, unknown>>;

/** Runs a small program under a trace, to its end. */
export async function tracedRun(
  { telemetry }: { readonly telemetry: Telemetry },
  test: TestProgram,
  options: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly route?: string;
    readonly status?: number;
    readonly run?: RunOptions;
  } = {},
): Promise<{ readonly result: RunResult; readonly lines: readonly Line[] }> {
  const program = programOf(test);
  const lines: Line[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const watch = telemetry.runTracer(program.graph)({
    run_id: "run_1",
    request_id: "req_1",
    entry: "Start",
    route: options.route ?? null,
    headers: options.headers ?? {},
  });
  const running = run(
    program,
    {},
    {
      runId: "run_1",
      requestId: "req_1",
      entry: "Start",
      logger,
      scope: watch?.scope,
      onEvent: (event) => watch?.event(event),
      ...options.run,
    },
  );
  const result = await running.done;
  watch?.ended(result, options.status ?? null);
  return { result, lines };
}
