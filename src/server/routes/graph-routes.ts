import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { HttpResponse, HttpRoute, ResponseSink } from "../../definition/environment.ts";
import { sinkOf } from "../event-stream.ts";
import { accessOf, admitRun } from "../guards.ts";
import type { ServerHost } from "../host.ts";
import { callOf, inputOf } from "../http-call.ts";
import { HttpError } from "../http-error.ts";
import { refuseLargeFiles } from "../large-files.ts";
import { runIdHeader } from "../request-ids.ts";
import { withSignsOfLife } from "../signs-of-life.ts";
import { startFor } from "./start-for.ts";
import { unanswered } from "../unanswered.ts";

type RunRoute = Extract<HttpRoute, { readonly kind: "run" }>;
type ContinuingRoute = Extract<HttpRoute, { readonly kind: "continue" }>;

/** Sends an answer as it was made. */
function send(reply: FastifyReply, { status_code, headers, body }: HttpResponse): FastifyReply {
  void reply.code(status_code).headers(headers);
  if (body === null) return reply.send();
  return reply.send(typeof body === "string" ? body : JSON.stringify(body));
}

async function serveRun(
  host: ServerHost,
  route: RunRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const access = accessOf(request);
  const call = callOf(request, route, host.environment);
  const sizes = route.attachments?.(call.body) ?? [];
  refuseLargeFiles(
    host,
    sizes.map((bytes, at) => ({ field: `attachments[${at}]`, bytes })),
  );
  admitRun(host, access);
  const sink = withSignsOfLife(host, request, reply, sinkOf(host, reply));
  const leaving = new AbortController();
  // Before the answer there is nothing to keep working for; once it streams, the steps see the client go themselves.
  const onGone = () => leaving.abort(sink.closed.reason);
  sink.closed.addEventListener("abort", onGone, { once: true });
  const run_id = host.ids.next("run");
  void reply.header(runIdHeader, run_id);
  const run = await startFor(host, {
    route: `${route.method} ${route.path}`,
    entry: route.entry,
    run_id,
    request_id: request.id,
    headers: call.headers,
    input: (io) => inputOf(host.environment, route.toRequest(call), io),
    sink,
    signal: leaving.signal,
    caller: access.caller,
    key: access.key,
  });
  const answered = await run.answered;
  sink.closed.removeEventListener("abort", onGone);
  if (answered.kind !== "streamed") sink.quiet();
  if (answered.kind === "streamed") return await endOfStream(run.done, reply);
  if (answered.kind === "body") return send(reply, answered.response);
  if (sink.closed.aborted) return reply.hijack();
  throw unanswered(host, answered.result);
}

/** A stream that its run did not close is cut off, so that nobody takes it for whole. */
async function endOfStream(done: Promise<unknown>, reply: FastifyReply): Promise<FastifyReply> {
  await done;
  if (!reply.raw.writableEnded) reply.raw.destroy();
  return reply;
}

const nowhere: ResponseSink = {
  writeHead: () => undefined,
  write: async () => undefined,
  end: async () => undefined,
  closed: new AbortController().signal,
};

async function serveContinuation(
  host: ServerHost,
  route: ContinuingRoute,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const access = accessOf(request);
  const call = callOf(request, route, host.environment);
  const start = await route.toContinuation(call);
  if (start === null) throw new HttpError("not-found");
  admitRun(host, access);
  const run = await startFor(host, {
    route: `${route.method} ${route.path}`,
    entry: start.entry,
    run_id: start.run_id,
    request_id: request.id,
    headers: call.headers,
    input: () => start.input,
    sink: nowhere,
    signal: new AbortController().signal,
    caller: access.caller,
    key: access.key,
  });
  const { status, entry, state, error } = await run.done;
  if (status !== "completed") throw new HttpError("internal", { cause: error });
  return send(reply, route.toResponse({ run_id: run.run_id, status, entry, state }));
}

/** The project's own addresses: each starts a run of the graph, goes on with one, or answers for it. */
export function graphRoutes(app: FastifyInstance, host: ServerHost): void {
  for (const route of host.environment?.routes ?? []) {
    app.route({
      method: route.method,
      url: route.path,
      config: { ofSteps: true },
      async handler(request, reply) {
        if (route.kind === "run") return await serveRun(host, route, request, reply);
        if (route.kind === "continue") return await serveContinuation(host, route, request, reply);
        return send(reply, await route.answer(callOf(request, route, host.environment)));
      },
    });
  }
}
