/**
 * The golden path in LangGraph.js behind Fastify, as a process. The same: the handlers, the stores and services, the
 * database file, the path over 28 nodes with its decisions, a JSON line in a file for each node, and what the project
 * does when a run has ended. Left out, since LangGraph has nothing of it: what `ragstep serve` stores, checks and masks of
 * each run, its events and its metrics, and all nodes off the path.
 */
import { randomUUID } from "node:crypto";
import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import Fastify from "fastify";
import { pino } from "pino";
import { z } from "zod";
import type { Json } from "../../src/definition/step.ts";
import { findLayout } from "../../src/project/layout.ts";
import { loadProject } from "../../src/project/load-project.ts";
import { createSystemIds } from "../../src/runtime/ids.ts";
import { prepare } from "../../src/runtime/plan.ts";
import { run } from "../../src/runtime/run.ts";
import { patchOf } from "../../src/runtime/step-result.ts";
import { bindStores } from "../../src/runtime/stores.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import createEnvironment from "../../steps/environment.ts";
import { settingsOf, tell } from "./process.ts";

type State = Readonly<Record<string, unknown>>;

const { folder, body: example } = settingsOf(z.object({ folder: z.string(), body: z.string() }));
const layout = await findLayout(folder);
const { value: project } = await loadProject(layout, { code: true });
const { program } = project;
if (program === null) throw new Error("The project cannot be loaded.");
const world = { clock: createSystemClock(), ids: createSystemIds(), random: Math.random };
const environment = await createEnvironment({
  projectDirectory: folder,
  env: {},
  ...world,
  warn: (message) => console.error(message),
});
const { stores, services } = environment;
const descriptor = openSync(join(folder, "run.log"), "a");
const logger = pino({ base: null }, { write: (line: string) => void writeSync(descriptor, line) });

const nowhere = {
  writeHead: () => undefined,
  write: async () => undefined,
  end: async () => undefined,
  closed: new AbortController().signal,
};

function inputOf(headers: Readonly<Record<string, string>>, body: unknown): State {
  const request = { method: "POST", path: "/api/v1/chat", headers, body };
  return environment.toInput?.(request, { sink: nowhere, clock: world.clock, ids: world.ids }) ?? {};
}

const walkedInput = inputOf({ authorization: "Bearer demo" }, JSON.parse(example));
const walked = run(program, walkedInput, {
  entry: "Start",
  ...world,
  stores,
  services,
  recordPath: true,
});
const { path } = await walked.done;
const plan = prepare(program);
const bound = bindStores(plan, stores);
const last = "last_outcome";
const channel = () => Annotation<unknown>({ reducer: (_, next: unknown) => next });
const declared = path.flatMap(({ node }) => {
  const definition = program.steps[program.graph.indexOf.get(node) ?? -1];
  return definition ? [...definition.reads, ...Object.keys(definition.optional), ...definition.writes] : [];
});
/** The keys that these nodes declare, and no more, as the author of this graph alone would have them. */
const names = [...new Set([...declared, ...Object.keys(walkedInput), last, "run_info_id"])];
const graph = new StateGraph(Annotation.Root(Object.fromEntries(names.map((name) => [name, channel()]))));

for (const { node: id } of path) {
  const index = program.graph.indexOf.get(id) ?? -1;
  const planned = plan.nodes[index];
  const definition = program.steps[index];
  if (planned === undefined || !definition) throw new Error(`\`${id}\` cannot be run.`);
  const info = { node: id, step: planned.step, visit: 1, attempt: 1 };
  graph.addNode(id, async (state: State) => {
    const begun = performance.now();
    let attrs: Record<string, Json> = {};
    const result: unknown = await definition.run({
      state,
      stores: bound.of(planned),
      services,
      run: { ...info, id: String(state["run_info_id"]) },
      signal: nowhere.closed,
      ...world,
      log: (more: Record<string, Json>) => void (attrs = { ...attrs, ...more }),
      emit: () => undefined,
    } as never);
    const chosen: unknown =
      typeof result === "object" && result !== null ? Reflect.get(result, "outcome") : result;
    logger.info({ ...info, run_id: state["run_info_id"], attrs, latency_ms: performance.now() - begun });
    return { ...patchOf(planned, result), [last]: chosen };
  });
}
type Names = Parameters<typeof graph.addEdge>;
const edge = (...ends: readonly [string, string]) => graph.addEdge(...(ends as never as Names));
for (const [at, { node, outcome }] of path.entries()) {
  const next = path[at + 1]?.node ?? END;
  if (at === 0) edge(START, node);
  if (outcome === null) edge(node, next);
  else
    graph.addConditionalEdges(
      node as never,
      (state: State) => {
        if (state[last] !== outcome) throw new Error(`\`${node}\` left the golden path.`);
        return "on";
      },
      { on: next as never },
    );
}
const compiled = graph.compile();

const app = Fastify();
app.post("/api/v1/chat", async (request, reply) => {
  const run_id = randomUUID();
  const headers = { authorization: request.headers.authorization ?? "" };
  const input = { ...inputOf(headers, request.body), run_info_id: run_id };
  const state: State = await compiled.invoke(input, { recursionLimit: 100 });
  const response = environment.toResponse?.(state);
  if (response === undefined) throw new Error("The project answers no requests.");
  const { status_code, headers: own, body } = response;
  void reply
    .code(status_code)
    .headers(own)
    .send(typeof body === "string" ? body : JSON.stringify(body));
  await environment.runEnded?.({ run_id, status: "completed", entry: "Start", state });
  return reply;
});
await tell({ url: await app.listen({ host: "127.0.0.1", port: 0 }) });
process.once("disconnect", () => process.exit());
