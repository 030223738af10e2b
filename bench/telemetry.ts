/**
 * Prints what tracing costs: the engine without a line of it beside the engine where it is off, and where it is on; and a
 * question through the real graph. All in turns in one process.
 */
import { loadavg } from "node:os";
import { AlwaysOffSampler, BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Sampler } from "@opentelemetry/sdk-trace";
import { context } from "@opentelemetry/api";
import { pino } from "pino";
import type { run as runOfEngine } from "../src/runtime/run.ts";
import type { RunOptions } from "../src/runtime/options.ts";
import { run } from "../src/runtime/run.ts";
import { createAsyncContexts } from "../src/telemetry/async-contexts.ts";
import { createGuard } from "../src/telemetry/guard.ts";
import { createRunTracer } from "../src/telemetry/run-tracer.ts";
import type { RunTracer } from "../src/telemetry/run-tracer.ts";
import { load } from "./load.ts";
import { timeInTurns } from "./measure.ts";
import { chainTexts } from "./texts.ts";
import { engineWithoutTelemetry } from "./without-telemetry.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 200);
const program = load(chainTexts(100));
const steps = program.graph.nodes.length;
const logger = pino({ level: "info" }, pino.destination({ dest: "/dev/null", sync: true }));
const bare = await engineWithoutTelemetry();
context.setGlobalContextManager(createAsyncContexts());

let exported = 0;
function tracerOf(sampler?: Sampler): RunTracer {
  const exporter = {
    export(spans: readonly unknown[], done: (result: { code: number }) => void) {
      exported += spans.length;
      done({ code: 0 });
    },
    shutdown: async () => {},
  };
  const provider = new TracerProvider({
    spanProcessors: [new BatchSpanProcessor({ exporter })],
    ...(sampler === undefined ? {} : { sampler }),
  });
  const guard = createGuard((message) => {
    throw new Error(message);
  });
  return createRunTracer(program.graph, provider.getTracer("bench"), guard);
}

const by = (engine: typeof runOfEngine, options: RunOptions) => async () => {
  const result = await engine(program, { counter: { n: 0 } }, options).done;
  if (result.steps !== steps) throw result.error ?? new Error("Steps are missing.");
};

const starting = { run_id: "run_1", request_id: "req_1", entry: null, route: null, headers: {} };
const traced = (tracer: RunTracer) => async () => {
  const trace = tracer(starting);
  const running = run(
    program,
    { counter: { n: 0 } },
    {
      logger,
      scope: trace?.scope,
      onEvent: (event) => trace?.event(event),
    },
  );
  trace?.ended(await running.done, null);
};

let events = 0;
const onEvent = (): void => void events++;
const times = await timeInTurns(
  {
    // Who comes first pays for the garbage of those before, and for code that went cold: nobody who is compared.
    first: by(bare, {}),
    without: by(bare, {}),
    second: by(run, {}),
    off: by(run, {}),
    third: by(bare, {}),
    withoutAgain: by(bare, {}),
    fourth: by(run, {}),
    offAgain: by(run, {}),
    fifth: by(bare, { logger }),
    withoutLogged: by(bare, { logger }),
    sixth: by(run, { logger }),
    offLogged: by(run, { logger }),
    watched: by(run, { logger, onEvent }),
    unsampled: traced(tracerOf(new AlwaysOffSampler())),
    on: traced(tracerOf()),
  },
  { rounds, calls: 10 },
);
if (exported === 0 || events === 0) throw new Error("Nothing was traced.");

type Name = keyof typeof times;
const row = (what: string, name: Name, floor: Name): string => {
  const each = (time: Name): number => times[time] / steps;
  const ns = (time: Name): string => `${each(time).toFixed(0)} ns`;
  const more = each(name) - each(floor);
  return `| ${what} | ${ns(name)} | ${ns(floor)} | ${(each(name) / each(floor)).toFixed(2)} x | ${more.toFixed(0)} ns |`;
};
console.log(
  `node ${process.version}, load ${loadavg()[0]?.toFixed(1) ?? "?"}, ${rounds} rounds of 10 runs of ${steps} steps\n`,
);
console.log(
  [
    "| a step | measured | beside | ratio | more |",
    "| --- | --- | --- | --- | --- |",
    row("off, against no line of tracing in the engine", "off", "without"),
    row("the same again", "offAgain", "withoutAgain"),
    row("without against without: what the machine makes of it", "withoutAgain", "without"),
    row("off, log on, against no line of tracing", "offLogged", "withoutLogged"),
    row("on, not sampled, against log and events", "unsampled", "watched"),
    row("on, spans to memory, against log and events", "on", "watched"),
  ].join("\n"),
);
