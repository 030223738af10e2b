import {
  eventSchema,
  graphNodeSchema,
  graphSchema,
  runPageSchema,
  runSchema,
  runsSummarySchema,
} from "../../../src/server/api-schemas.ts";
import type { StoredEvent } from "../../../src/server/runs/run-store.ts";
import { eventsOfWhole } from "./chat-answer.ts";
import { followEvents } from "./follow-events.ts";
import type { Asked, PageSource, Question } from "./page-source.ts";
import { queryText } from "./run-query.ts";
import { sentEvents } from "./sent-events.ts";
import { callServer, readJson, readServer } from "./server-call.ts";
import type { ServerAccess } from "./server-call.ts";
import { SourceError } from "./source-error.ts";

/** Three heartbeats of a server that is configured as it comes. */
const silentMs = 45_000;

/** Resolves after the time, rejects at once when aborted. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

/** A project need not have the address of the chat. */
function asNoChat(error: unknown): unknown {
  if (!(error instanceof SourceError) || error.kind !== "not-found") return error;
  const message = "The project that is served here takes no questions at `/api/v1/chat/stream`.";
  return new SourceError("not-found", message, { cause: error });
}

function isStream(response: Response): boolean {
  return response.headers.get("content-type")?.startsWith("text/event-stream") === true;
}

async function ask(access: ServerAccess, { messages, signal, onEvent }: Question): Promise<Asked> {
  const began = performance.now();
  const response = await callServer(access, {
    path: "/api/v1/chat/stream",
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ messages, stream_options: { include_metadata: true } }),
    signal,
  }).catch((error: unknown) => {
    throw asNoChat(error);
  });
  const run_id = response.headers.get("x-run-id");
  if (run_id === null)
    throw new SourceError("unreadable", "The server answers, and does not say which run that is.");
  const read = async (): Promise<void> => {
    try {
      if (!isStream(response)) {
        for (const event of eventsOfWhole(await response.text())) onEvent(event, performance.now() - began);
        return;
      }
      for await (const event of sentEvents(response)) onEvent(event, performance.now() - began);
    } catch (cause) {
      if (signal.aborted) return;
      if (cause instanceof SourceError) throw cause;
      throw new SourceError("unreachable", "The answer broke off.", { runId: run_id, cause });
    }
  };
  return { run_id, ended: read() };
}

function readEvent(data: string): StoredEvent {
  return readJson(data, eventSchema, "an event");
}

/** The facts of a server that runs. */
export function createServerSource(
  access: ServerAccess & { readonly random?: () => number; readonly silentMs?: number },
): PageSource {
  return {
    kind: "server",
    graph: () => readServer(access, "/api/graph", graphSchema),
    node: (id) => readServer(access, `/api/graph/nodes/${encodeURIComponent(id)}`, graphNodeSchema),
    runs: (query) => readServer(access, `/api/runs${queryText(query)}`, runPageSchema),
    async run(id) {
      try {
        return await readServer(access, `/api/runs/${encodeURIComponent(id)}`, runSchema);
      } catch (error) {
        if (error instanceof SourceError && error.kind === "not-found") return null;
        throw error;
      }
    },
    events: (id, after, signal) =>
      followEvents({
        after,
        signal,
        sleep,
        random: access.random ?? Math.random,
        silentMs: access.silentMs ?? silentMs,
        read: readEvent,
        open: (last, connection) =>
          callServer(access, {
            path: `/api/runs/${encodeURIComponent(id)}/events`,
            headers: { accept: "text/event-stream", "last-event-id": String(last) },
            signal: connection,
          }),
      }),
    notes: () => [],
    summary: (runs) => readServer(access, `/api/stats?runs=${runs}`, runsSummarySchema),
    ask: (question) => ask(access, question),
  };
}
