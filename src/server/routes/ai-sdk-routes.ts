import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { conversationOf, uiChatRequest } from "../ai-sdk/ui-request.ts";
import type { UiChatRequest } from "../ai-sdk/ui-request.ts";
import { progressOf, uiParts } from "../ai-sdk/ui-parts.ts";
import type { UiChunk } from "../ai-sdk/ui-parts.ts";
import { doorOf, runChat } from "../chat/run-chat.ts";
import { eventStream, orCutOff } from "../event-stream.ts";
import type { ServerHost } from "../host.ts";
import { checked } from "../http-call.ts";
import { runIdHeader } from "../request-ids.ts";

const path = "/api/chat";

/**
 * Streams a message: `start` goes first, once the graph has accepted the request; until then a refusal has its status.
 * The steps are told as they come, whether or not there is an answer yet.
 */
async function streamMessage(
  host: ServerHost,
  body: UiChatRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { accepted } = doorOf(host);
  const stream = eventStream(host, reply, { "x-vercel-ai-ui-message-stream": "v1" });
  const toChunks = uiParts();
  let finish: UiChunk = { type: "finish", finishReason: "error" };
  let over = false;
  let early: UiChunk[] | null = [];
  let sending: Promise<void> = Promise.resolve();
  const send = (chunks: readonly UiChunk[]): Promise<void> => {
    const text = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
    if (text !== "") sending = sending.then(() => stream.write(text));
    // Progress is sent without anybody waiting for it; that the client has gone is told by `closed`.
    sending.catch(() => undefined);
    return sending;
  };
  const begin = (): Promise<void> => {
    if (early === null) return sending;
    const run_id = String(reply.getHeader(runIdHeader));
    const first = [
      { type: "start", messageId: host.ids.next("msg"), messageMetadata: { run_id } } as const,
      ...early,
    ];
    early = null;
    stream.keepAlive();
    return send(first);
  };
  const outcome = await runChat(host, {
    request,
    reply,
    route: `POST ${path}`,
    conversation: conversationOf(body),
    closed: stream.left,
    async onPart(part) {
      void begin();
      const chunks = toChunks(part);
      // The run has steps to go when the answer is whole, and they are told too: the end comes last.
      finish = chunks.find(({ type }) => type === "finish") ?? finish;
      await send(chunks.filter(({ type }) => type !== "finish"));
    },
    onEvent(event) {
      const progress = progressOf(event);
      if (progress !== null && early !== null) early.push(progress);
      else if (progress !== null && !over) void send([progress]);
      if (
        event.type === "step-completed" &&
        event.node === accepted.node &&
        event.outcome === accepted.outcome
      )
        void begin();
    },
  });
  if (outcome.kind === "gone") return reply.hijack();
  if (outcome.kind === "refused") {
    const { status_code, body: told } = outcome.response;
    if (early !== null) return reply.code(status_code).send(told);
    await send([{ type: "error", errorText: "The request was not answered." }]);
  }
  over = true;
  await send([finish]);
  await stream.write("data: [DONE]\n\n");
  await stream.end();
  return reply;
}

/** `/api/chat`: for `useChat` of the AI SDK and whatever else speaks its UI message stream. */
export function aiSdkRoutes(app: FastifyInstance, host: ServerHost): void {
  if (host.environment?.chat === undefined) return;
  app.post(path, { config: { ofSteps: true } }, async (request, reply) => {
    const body = checked(uiChatRequest, request.body, "body");
    return await orCutOff(reply, () => streamMessage(host, body, request, reply));
  });
}
