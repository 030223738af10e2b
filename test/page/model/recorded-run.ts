import { readFile } from "node:fs/promises";
import { z } from "zod";
import { modelOf } from "../../../page/src/model/run-model-builder.ts";
import type { RunModel } from "../../../page/src/model/run-model.ts";
import type { Program } from "../../../src/graph/program.ts";
import type { GraphView } from "../../../src/server/api-schemas.ts";
import { graphView } from "../../../src/server/graph-view.ts";
import type { ServerHost } from "../../../src/server/host.ts";
import type { StoredEvent, StoredRun } from "../../../src/server/runs/run-store.ts";
import { startRun } from "../../../src/server/start-run.ts";
import { inRepository, serving } from "../../server/serving.ts";

/** A run that a server carried out, as it tells it. */
export interface RecordedRun {
  readonly run: StoredRun;
  readonly events: readonly StoredEvent[];
  readonly graph: GraphView;
  readonly model: RunModel;
}

const requestSchema = z.object({
  request: z.object({ path: z.string(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
  environment: z.object({ settings: z.record(z.string(), z.unknown()) }).optional(),
});

/** What a server keeps of a run that has ended; `clear`: with personal data, as far as it is held. */
export async function recordedRun(host: ServerHost, run_id: string, clear = true): Promise<RecordedRun> {
  await host.live.idle();
  const run = host.runs.get(run_id);
  if (run === null) throw new Error(`There is no run ${run_id}.`);
  const events: StoredEvent[] = [];
  for await (const event of host.runs.events(run_id, 0, new AbortController().signal))
    events.push(clear ? host.clear.shown(event) : event);
  const graph = graphView(host.program, host.files);
  return { run, events, graph, model: modelOf(run, events, graph) };
}

/** Sends a request of test/fixtures/requests to the project's graph; `changes` goes over its body. */
export async function runRequest(name: string, changes: object = {}, clear = true): Promise<RecordedRun> {
  const file = await readFile(inRepository(`test/fixtures/requests/${name}.json`), "utf8");
  const { request, environment } = requestSchema.parse(JSON.parse(file));
  const { app, host } = await serving({ settings: environment?.settings ?? {} });
  const answer = await app.inject({
    method: "POST",
    url: request.path,
    headers: request.headers,
    payload: { ...z.looseObject({}).parse(request.body), ...changes },
  });
  return await recordedRun(host, String(answer.headers["x-run-id"]), clear);
}

/** Runs a small graph from its first node. */
export async function runProgram(
  program: Program,
  input: Readonly<Record<string, unknown>> = {},
  clear = true,
): Promise<RecordedRun> {
  const { host } = await serving({ parts: { program } });
  const { run_id, done } = await startRun(host, {
    route: "POST /test",
    entry: program.graph.nodes[0]?.id ?? "",
    request_id: "req_1",
    headers: {},
    input: () => input,
    sink: {
      closed: new AbortController().signal,
      writeHead: () => undefined,
      write: async () => undefined,
      end: async () => undefined,
    },
    signal: new AbortController().signal,
    caller: null,
    key: "test",
  });
  await done;
  return await recordedRun(host, run_id, clear);
}
