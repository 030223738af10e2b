import type { FastifyInstance, FastifyRequest } from "fastify";
import { eventsQuerySchema, runQuerySchema, summaryQuerySchema } from "../api-schemas.ts";
import { eventStream, orCutOff } from "../event-stream.ts";
import { accessOf } from "../guards.ts";
import type { ServerHost } from "../host.ts";
import { checked } from "../http-call.ts";
import { HttpError } from "../http-error.ts";
import type { StoredRun } from "../runs/run-store.ts";
import type { RunsSummary } from "../runs/summarize.ts";

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

/** Whose runs a caller sees: who may not see personal data sees what is their own. Undefined: everybody's. */
function seenBy(request: FastifyRequest): string | undefined {
  const { role, caller } = accessOf(request);
  return role.may_see_personal_data ? undefined : caller?.user_id;
}

/** `/api/runs`: what ran and runs, and `/api/stats`: the sum of it. */
export function runRoutes(app: FastifyInstance, host: ServerHost): void {
  app.get("/api/runs", async (request) => {
    const { limit, after, ...filter } = checked(runQuerySchema, request.query, "query");
    return host.runs.list({ ...filter, user_id: seenBy(request) }, { limit, after });
  });
  app.get("/api/stats", async (request): Promise<RunsSummary> => {
    const { runs } = checked(summaryQuerySchema, request.query, "query");
    const { hash: graph_hash } = host.program.graph;
    return host.runs.summary({ graph_hash, user_id: seenBy(request) }, runs);
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
