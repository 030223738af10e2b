import type { Caller, HttpResponse, RequestIO, ResponseSink } from "../definition/environment.ts";
import { keysAsResponse, outputKeys } from "../project/keys-as-response.ts";
import type { RunEvent } from "../runtime/events.ts";
import type { RunResult } from "../runtime/options.ts";
import { run } from "../runtime/run.ts";
import type { ServerHost } from "./host.ts";
import { endOfRun } from "./runs/end-of-run.ts";
import { runRecorder } from "./runs/run-recorder.ts";
import { unanswered } from "./unanswered.ts";

type State = Readonly<Record<string, unknown>>;

/** A run to start. */
export interface RunRequest {
  /** Such as `POST /api/v1/chat`. */
  readonly route: string;
  /** Node id. */
  readonly entry: string;
  readonly request_id: string;
  /** Goes on with this run; a new one when absent. */
  readonly run_id?: string | undefined;
  /** Of the HTTP request, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The run's input. What it throws is thrown by `startRun`. */
  readonly input: (io: RequestIO) => State;
  readonly sink: ResponseSink;
  /** Cancels the run. */
  readonly signal: AbortSignal;
  readonly caller: Caller | null;
  /** What the caller's runs are counted by. */
  readonly key: string;
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
}

/** How a client was answered. */
export type Answered =
  /** The steps send it themselves. */
  | { readonly kind: "streamed" }
  | { readonly kind: "body"; readonly response: HttpResponse; readonly state: State }
  /** The run ended before it had an answer. */
  | { readonly kind: "none"; readonly result: RunResult };

/** A run under way. */
export interface LiveRun {
  readonly run_id: string;
  readonly answered: Promise<Answered>;
  /** Resolves, always, when the last branch has ended and all of it is stored. */
  readonly done: Promise<RunResult>;
}

/** What the environment makes of the state, or else its output keys; never more, since clients are strangers. */
function responseOf({ environment, program }: ServerHost, state: State, node: string | null): HttpResponse {
  return (
    environment?.toResponse?.(state) ?? keysAsResponse(program, { state, node, keys: outputKeys(program) })
  );
}

/**
 * The one place where a server starts a run: stored before it begins, logged, watched, masked. Rejects with what is
 * wrong with the input, and when the run cannot be stored.
 */
export async function startRun(host: ServerHost, request: RunRequest): Promise<LiveRun> {
  const stop = new AbortController();
  const over = Promise.withResolvers<void>();
  // Counted before anything is waited for: of many that come at once only as many go on as may.
  host.live.add({ key: request.key, stop: (reason) => stop.abort(reason), done: over.promise });
  try {
    return await launch(host, request, { stopped: stop.signal, over: over.resolve });
  } catch (error) {
    over.resolve();
    throw error;
  }
}

async function launch(
  host: ServerHost,
  request: RunRequest,
  counted: { readonly stopped: AbortSignal; readonly over: () => void },
): Promise<LiveRun> {
  const { program, environment, clock, ids, runs } = host;
  const run_id = request.run_id ?? ids.next("run");
  const starting = {
    run_id,
    request_id: request.request_id,
    entry: request.entry,
    route: request.route,
  };
  let status_code: number | null = null;
  let respondedAt: string | null = null;
  const head = Promise.withResolvers<Answered>();
  const recorder = runRecorder(run_id, {
    runs,
    clear: host.clear,
    clock,
    definition: program.state,
    headers: request.headers,
  });
  const sink: ResponseSink = {
    closed: request.sink.closed,
    writeHead(statusCode, headers) {
      status_code = statusCode;
      recorder.head(headers);
      request.sink.writeHead(statusCode, headers);
      head.resolve({ kind: "streamed" });
    },
    async write(chunk) {
      recorder.frame(chunk);
      await request.sink.write(chunk);
    },
    end: () => request.sink.end(),
  };
  const input = request.input({ sink, clock, ids });
  await runs.begin({
    ...starting,
    graph_hash: program.graph.hash,
    user_id: request.caller?.user_id ?? null,
    session_id: request.caller?.session_id ?? null,
    started_at: clock.now(),
  });
  host.clear.begin(run_id);

  const watches = host.observers
    .map((observe) => observe({ ...starting, headers: request.headers }))
    .filter((watch) => watch !== null);
  const { logger } = host;
  const running = run(program, input, {
    entry: request.entry,
    runId: run_id,
    requestId: request.request_id,
    ...(logger ? { logger } : {}),
    ...(environment ? { stores: environment.stores, services: environment.services } : {}),
    scope: watches.find((watch) => watch.scope !== undefined)?.scope,
    signal: AbortSignal.any([request.signal, counted.stopped]),
    clock,
    ids,
    random: host.random,
    journal: {
      append: (record) => recorder.state(record),
      read: () => [],
    },
    onEvent(event) {
      if (event.type === "response") respondedAt = event.node;
      recorder.event(event);
      for (const watch of watches) watch.event?.(event);
      request.onEvent?.(event);
    },
  });

  const made = running.response.then(
    (state): Answered => {
      if (status_code !== null) return { kind: "streamed" };
      const response = responseOf(host, state, respondedAt);
      status_code = response.status_code;
      return { kind: "body", response, state };
    },
    async (): Promise<Answered> => {
      const result = await running.done;
      // What the client hears in place of an answer, unless it has gone.
      if (status_code === null && !request.sink.closed.aborted) status_code = unanswered(host, result).status;
      return { kind: "none", result };
    },
  );
  const finish = async (): Promise<RunResult> => {
    const result = await running.done;
    // The answer's status is part of what is stored.
    await made.catch(() => undefined);
    for (const watch of watches) watch.ended?.(result, status_code);
    try {
      const { status, entry, state } = result;
      await environment?.runEnded?.({ run_id, status, entry, state });
    } catch (error) {
      host.warn(`The end of ${run_id} was not taken by the project: ${String(error)}`);
    }
    try {
      await runs.end(endOfRun(result, { status_code, ended_at: clock.now(), environment }));
    } catch (error) {
      host.warn(`The end of ${run_id} could not be stored: ${String(error)}`);
    }
    return result;
  };
  const done = finish().finally(counted.over);
  return { run_id, answered: Promise.race([head.promise, made]), done };
}
