import type { FastifyInstance, FastifyRequest } from "fastify";
import { eventsQuerySchema, runQuerySchema } from "../api-schemas.ts";
import { eventStream, orCutOff } from "../event-stream.ts";
import { accessOf } from "../guards.ts";
import { graphView } from "../graph-view.ts";
import type { ServerHost } from "../host.ts";
import { checked } from "../http-call.ts";
import { HttpError } from "../http-error.ts";
import type { StoredRun } from "../runs/run-store.ts";

/** The run of an address, when this caller may know of it. */
function runOf(host: ServerHost, request: FastifyRequest<{ Params: { id: string } }>): StoredRun {
  const { role, caller } = accessOf(request);
  const run = host.runs.get(request.params.id);
  const visible = role.may_see_personal_data || run?.user_id === caller?.user_id;
  if (run === null || !visible) throw new HttpError("not-found");
  return run;
}

/** Where a client left off: its last event, else what the address says. */
function afterOf(request: FastifyRequest): number {
  const given = request.headers["last-event-id"];
  const { after } = checked(eventsQuerySchema, request.query, "query");
  return typeof given === "string" && /^\d{1,15}$/.test(given) ? Number(given) : (after ?? 0);
}

/** `/api/runs`: what ran and runs, and `/api/graph`: where. */
export function runRoutes(app: FastifyInstance, host: ServerHost): void {
  // The graph does not change while the server runs.
  let graph: string | null = null;
  app.get("/api/graph", async (_request, reply) => {
    graph ??= JSON.stringify(graphView(host.program));
    return await reply.type("application/json; charset=utf-8").send(graph);
  });
  app.get("/api/runs", async (request) => {
    const { role, caller } = accessOf(request);
    const { limit, after, ...filter } = checked(runQuerySchema, request.query, "query");
    // Who may not see personal data sees what is their own.
    const user_id = role.may_see_personal_data ? undefined : caller?.user_id;
    return host.runs.list({ ...filter, user_id }, { limit, after });
  });
  app.get<{ Params: { id: string } }>("/api/runs/:id", async (request) => runOf(host, request));
  app.get<{ Params: { id: string } }>("/api/runs/:id/events", async (request, reply) => {
    const { run_id } = runOf(host, request);
    const after = afterOf(request);
    const clearly = accessOf(request).role.may_see_personal_data;
    const stream = eventStream(host, reply, clearly ? { "cache-control": "no-store" } : {});
    return await orCutOff(reply, async () => {
      let empty = true;
      stream.keepAlive();
      for await (const event of host.runs.events(run_id, after, stream.closed)) {
        const data = JSON.stringify(clearly ? host.clear.shown(event) : event);
        await stream.write(`id: ${event.n}\nevent: ${event.type}\ndata: ${data}\n\n`);
        empty = false;
      }
      // Nothing to come: 204 tells a client that comes back by itself to stop.
      if (empty && !reply.sent && !stream.closed.aborted) return await reply.code(204).send();
      await stream.end();
      return reply;
    });
  });
}
