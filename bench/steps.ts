import { pino } from "pino";
import type { Program } from "../src/graph/program.ts";
import { run } from "../src/runtime/run.ts";
import { handlersOf, load, type Counter } from "./load.ts";
import { timeInTurns, type Row } from "./measure.ts";
import { chainTexts, type Texts } from "./texts.ts";

type Handler = (context: { readonly state: { readonly counter: Counter } }) => Promise<unknown>;

/** The same handlers, called by hand one after the other: what a program costs without an engine. */
function byHand(texts: Texts): () => Promise<void> {
  const handlers = handlersOf(texts).map(({ definition }) => definition.run as Handler);
  return async () => {
    const context = { state: { counter: { n: 0 } } };
    for (const handler of handlers) await handler(context);
  };
}

const devNull = (): pino.Logger =>
  pino({ level: "info" }, pino.destination({ dest: "/dev/null", sync: true }));

/** By hand, each call followed by one pino line of the content that the runner's line has. */
function byHandLogged(texts: Texts, program: Program): () => Promise<void> {
  const logger = devNull();
  const handlers = handlersOf(texts).map(({ definition }) => definition.run as Handler);
  const nodes = program.graph.nodes;
  return async () => {
    const context = { state: { counter: { n: 0 } } };
    const [runId, requestId] = [`run_${crypto.randomUUID()}`, `req_${crypto.randomUUID()}`];
    for (const [i, handler] of handlers.entries()) {
      const startedAt = performance.now();
      await handler(context);
      const latency = Math.round((performance.now() - startedAt) * 1000) / 1000;
      const node = nodes[i];
      const next = nodes[i + 1]?.id ?? null;
      const step = node?.entry?.step ?? null;
      const stepId = node?.entry?.id ?? null;
      const attrs = { step, request_id: requestId, next_step: next, processing_stage: "completed" };
      logger.info(
        {
          step,
          step_id: stepId,
          node: node?.id,
          label: node?.label,
          category: node?.entry?.category,
          run_id: runId,
          request_id: requestId,
          visit: 1,
          attempt: 1,
          outcome: null,
          edges: next === null ? [] : [{ target: next, label: null }],
          latency_ms: latency,
          attrs,
        },
        `RAG STEP ${step} (${stepId}): ${node?.label} | attrs=${JSON.stringify(attrs)}`,
      );
    }
  };
}

/** What a step costs: log off, log on, events on, each against its floor in the same run. */
export async function measureSteps(): Promise<readonly Row[]> {
  const texts = chainTexts(98);
  const program = load(texts);
  const steps = texts.nodes.length;
  const logger = devNull();
  let events = 0;
  const runWith = (options: Parameters<typeof run>[2]) => async (): Promise<void> => {
    const result = await run(program, { counter: { n: 0 } }, options).done;
    if (result.status !== "completed" || result.steps !== steps)
      throw result.error ?? new Error("Steps are missing.");
  };
  const times = await timeInTurns(
    {
      floor: byHand(texts),
      off: runWith({}),
      floorLogged: byHandLogged(texts, program),
      on: runWith({ logger }),
      watched: runWith({ logger, onEvent: () => events++ }),
    },
    { rounds: 60, calls: 10 },
  );
  if (events === 0) throw new Error("No event came.");
  const each = (name: keyof typeof times): number => times[name] / steps;
  const nanoseconds = (value: number): string => `${value.toFixed(0)} ns/step`;
  const above = each("off") - each("floor");
  const row = (what: string, name: "on" | "watched", bound: number): Row => {
    const ratio = each(name) / each("floorLogged");
    return {
      what,
      measured: nanoseconds(each(name)),
      floor: `${nanoseconds(each("floorLogged"))}, by hand with pino`,
      ratio: `${ratio.toFixed(2)} x`,
      bound: `<= ${bound} x`,
      kept: ratio <= bound,
    };
  };
  return [
    {
      what: "a step, log off",
      measured: nanoseconds(each("off")),
      floor: `${nanoseconds(each("floor"))}, by hand`,
      ratio: `+${above.toFixed(0)} ns (${(each("off") / each("floor")).toFixed(1)} x)`,
      bound: "<= +500 ns",
      kept: above <= 500,
    },
    row("a step, log on", "on", 1.5),
    row("a step, log and events on", "watched", 2),
  ];
}
