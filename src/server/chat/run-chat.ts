import type { FastifyReply, FastifyRequest } from "fastify";
import type {
  AnswerPart,
  ChatDoor,
  HttpCall,
  HttpResponse,
  ResponseSink,
} from "../../definition/environment.ts";
import type { RunEvent } from "../../runtime/events.ts";
import { accessOf, admitRun } from "../guards.ts";
import type { ServerHost } from "../host.ts";
import { callOf, inputOf } from "../http-call.ts";
import { HttpError } from "../http-error.ts";
import { refuseLargeFiles } from "../large-files.ts";
import { runIdHeader } from "../request-ids.ts";
import { startFor } from "../routes/start-for.ts";
import { unanswered } from "../unanswered.ts";
import type { SentConversation } from "./sent-files.ts";
import { sseReader } from "./sse-events.ts";

/** A conversation to answer in a foreign protocol. */
export interface ChatAsk {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly route: string;
  readonly conversation: SentConversation;
  /** Aborted when the client goes. */
  readonly closed: AbortSignal;
  /**
   * Called with each part in order; the answer waits for it. The last one is `done` or `failed`, whatever became of the
   * run, unless the client has gone or it was refused.
   */
  readonly onPart: (part: AnswerPart) => Promise<void>;
  readonly onEvent?: (event: RunEvent) => void;
}

/** What became of it. */
export type ChatOutcome =
  | { readonly kind: "answered" }
  /** The steps refused, or failed before the answer; nothing was told to `onPart`. */
  | { readonly kind: "refused"; readonly response: HttpResponse }
  | { readonly kind: "gone" };

/** The project's door for chat protocols. */
export function doorOf({ environment }: ServerHost): ChatDoor {
  if (environment?.chat === undefined) throw new HttpError("not-found");
  return environment.chat;
}

/** How an answer ended. */
type AnswerEnd = Extract<AnswerPart, { readonly kind: "done" | "failed" }>;

/** A client that understands the frames of the graph's own stream and hands on what they say, but for the end. */
function partSink(
  door: ChatDoor,
  { closed, onPart }: Pick<ChatAsk, "closed" | "onPart">,
): ResponseSink & { readonly ending: () => AnswerEnd | null } {
  const read = sseReader();
  let ending: AnswerEnd | null = null;
  return {
    closed,
    writeHead: () => undefined,
    async write(chunk) {
      for (const event of read(chunk))
        for (const part of door.readEvent(event))
          if (part.kind === "done" || part.kind === "failed") ending ??= part;
          else await onPart(part);
    },
    end: async () => undefined,
    ending: () => ending,
  };
}

/** The end with its reason, where the state knows one. */
async function withReason(
  door: ChatDoor,
  part: AnswerPart,
  state: Readonly<Record<string, unknown>>,
): Promise<AnswerPart> {
  if (part.kind !== "done" || part.reason !== undefined) return part;
  return { kind: "done", reason: await door.endReason?.(state) };
}

/** Answers a conversation by a run of the graph, as any other request is answered. */
export async function runChat(host: ServerHost, ask: ChatAsk): Promise<ChatOutcome> {
  const door = doorOf(host);
  const access = accessOf(ask.request);
  const { files, ...said } = ask.conversation;
  refuseLargeFiles(
    host,
    files.map(({ field, file }) => ({ field, bytes: Buffer.byteLength(file.content_base64, "base64") })),
  );
  admitRun(host, access);
  const call: HttpCall = callOf(ask.request, { kind: "run" }, host.environment);
  const conversation = { ...said, attachments: files.map(({ file }) => file) };
  const leaving = new AbortController();
  const onGone = () => leaving.abort(ask.closed.reason);
  ask.closed.addEventListener("abort", onGone, { once: true });
  const run_id = host.ids.next("run");
  void ask.reply.header(runIdHeader, run_id);
  const sink = partSink(door, ask);
  const run = await startFor(host, {
    route: ask.route,
    entry: door.entry,
    run_id,
    request_id: ask.request.id,
    headers: call.headers,
    input: (io) => inputOf(host.environment, door.toRequest(conversation, call), io),
    sink,
    signal: leaving.signal,
    caller: access.caller,
    key: access.key,
    onEvent: ask.onEvent,
  });
  const answered = await run.answered;
  ask.closed.removeEventListener("abort", onGone);
  if (answered.kind === "streamed") {
    const result = await run.done;
    if (ask.closed.aborted) return { kind: "gone" };
    // A run that was stopped leaves its stream open: nobody may take what was said until then for the whole.
    const end = sink.ending() ?? { kind: "failed" as const, code: unanswered(host, result).code };
    await ask.onPart(await withReason(door, end, result.state));
    return { kind: "answered" };
  }
  if (answered.kind === "none") {
    if (ask.closed.aborted) return { kind: "gone" };
    throw unanswered(host, answered.result);
  }
  const parts = door.readAnswer(answered.response, answered.state);
  if (parts === null) return { kind: "refused", response: answered.response };
  for (const part of parts) await ask.onPart(await withReason(door, part, answered.state));
  return { kind: "answered" };
}
