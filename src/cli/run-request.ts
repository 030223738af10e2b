import type { Logger } from "pino";
import type { Continuation, Environment, HttpResponse, RequestIO } from "../definition/environment.ts";
import { RagstepError } from "../diagnostics/errors.ts";
import type { Program } from "../graph/program.ts";
import { causeText } from "../project/import-error.ts";
import { keysAsResponse, outputKeys } from "../project/keys-as-response.ts";
import type { RequestFile } from "../project/request-file.ts";
import type { World } from "../recording/recorded-world.ts";
import type { RunEvent } from "../runtime/events.ts";
import type { Journal } from "../runtime/journal.ts";
import { createSystemIds } from "../runtime/ids.ts";
import type { RunResult } from "../runtime/options.ts";
import { run } from "../runtime/run.ts";
import { createSystemClock } from "../runtime/system-clock.ts";
import type { RunTrace } from "../telemetry/run-trace.ts";
import type { RunTracer } from "../telemetry/run-tracer.ts";
import { recordResponse } from "./response-recorder.ts";
import type { StreamedResponse } from "./response-recorder.ts";

/** What a run is made of. */
export interface RunParts {
  readonly program: Program;
  readonly request: RequestFile;
  readonly environment: Environment | null;
  readonly entry: string | undefined;
  /** Goes on from here instead of taking the request's input and entry; nobody waits for an answer then. */
  readonly start?: Continuation | undefined;
  /** Where time, ids and chance come from; the system when absent. */
  readonly world?: World | undefined;
  readonly journal?: Journal | undefined;
  readonly logger: Logger;
  /** Traces the run, as part of what `TRACEPARENT` and `TRACESTATE` name if they are set. */
  readonly traced?: {
    readonly begin: RunTracer;
    readonly env: Readonly<Record<string, string | undefined>>;
  };
  readonly onEvent: (event: RunEvent) => void;
  /** Gets the client's bytes as they come. */
  readonly send: (bytes: Uint8Array) => Promise<void>;
  /** Aborted when the client's side of the terminal is gone. */
  readonly clientGone: AbortSignal;
  readonly interrupted: AbortSignal;
}

/** The answer of a run: streamed while it went on, or made from its state. */
export type Answer =
  | ({ readonly kind: "stream" } & StreamedResponse)
  | ({ readonly kind: "body"; readonly text: string } & HttpResponse);

/** A run that has ended. */
export interface FinishedRun {
  readonly result: RunResult;
  readonly answer: Answer | null;
  /** Where the answer came from, as the environment tells it. */
  readonly source: string | null;
}

function systemWorld(): World {
  return { clock: createSystemClock(), ids: createSystemIds(), random: Math.random };
}

type State = Readonly<Record<string, unknown>>;

/** Without an environment the answer is the state: its output keys, or all that may be shown when none is called so. */
function stateAsResponse(program: Program, state: State, node: string | null): HttpResponse {
  const outputs = outputKeys(program);
  const shown = Object.entries(program.state).flatMap(([name, { flags }]) =>
    flags.transient === true ? [] : [name],
  );
  return keysAsResponse(program, { state, node, keys: outputs.length > 0 ? outputs : shown });
}

function toResponse({ program, environment }: RunParts, state: State, node: string | null): HttpResponse {
  try {
    return environment?.toResponse?.(state) ?? stateAsResponse(program, state, node);
  } catch (error) {
    if (error instanceof RagstepError) throw error;
    throw new RagstepError(
      "environment-failed",
      `\`toResponse\` of the environment failed: ${causeText(error)}`,
      { cause: error },
    );
  }
}

function inputOf({ request, environment }: RunParts, io: RequestIO): State {
  return environment?.toInput?.(request.request, io) ?? request.request;
}

/**
 * Runs one request to the end of its last branch, as often as its client sends it; the last run is handed out.
 * Throws only for what is wrong with the request or the environment.
 */
export async function runRequest(parts: RunParts): Promise<FinishedRun> {
  for (let time = 1; time < (parts.request.client.repeat ?? 1); time++) {
    await runOnce({ ...parts, send: async () => {} });
  }
  return runOnce(parts);
}

function beginTrace(
  { traced }: RunParts,
  starting: { readonly run_id: string; readonly entry: string | undefined; readonly input: State },
): RunTrace | null {
  if (traced === undefined) return null;
  const { begin, env } = traced;
  const { run_id, entry = null, input } = starting;
  const headers = { traceparent: env["TRACEPARENT"] ?? "", tracestate: env["TRACESTATE"] ?? "" };
  const id = input["request_id"];
  return begin({ run_id, request_id: typeof id === "string" ? id : "", entry, route: null, headers });
}

async function runOnce(parts: RunParts): Promise<FinishedRun> {
  const { program, request, environment, interrupted } = parts;
  const { clock, ids, random } = parts.world ?? systemWorld();
  const client = recordResponse(parts.send, request.client, parts.clientGone);
  const { start } = parts;
  const input =
    start?.input ?? inputOf(parts, { sink: client.sink, clock, ids, baseDirectory: request.baseDirectory });
  let respondedAt: string | null = null;
  const entry = start?.entry ?? parts.entry;
  const run_id = start?.run_id ?? ids.next("run");
  const trace = beginTrace(parts, { run_id, entry, input });
  const running = run(program, input, {
    entry,
    runId: run_id,
    scope: trace?.scope,
    logger: parts.logger,
    signal: interrupted,
    clock,
    ids,
    random,
    journal: parts.journal,
    recordPath: true,
    ...(environment ? { stores: environment.stores, services: environment.services } : {}),
    onEvent(event) {
      if (event.type === "response") respondedAt = event.node;
      trace?.event(event);
      parts.onEvent(event);
    },
  });
  // The client is answered as soon as there is a response; branches that only measure or store go on meanwhile.
  const answering = running.response.then(
    (state) =>
      start === undefined && client.response() === null ? sendBody(parts, state, respondedAt) : null,
    () => null,
  );
  const [result, body] = await Promise.all([running.done, answering]);
  trace?.ended(result, null);
  const { status, state } = result;
  await environment?.runEnded?.({ run_id, status, entry: result.entry, state });
  const streamed = client.response();
  return {
    result,
    answer: streamed === null ? body : { kind: "stream", ...streamed },
    source: environment?.summarize?.(state) ?? null,
  };
}

async function sendBody(parts: RunParts, state: State, node: string | null): Promise<Answer> {
  const response = toResponse(parts, state, node);
  const text = typeof response.body === "string" ? response.body : JSON.stringify(response.body);
  await parts.send(new TextEncoder().encode(text));
  return { kind: "body", text, ...response };
}
