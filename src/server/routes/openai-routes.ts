import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AnswerPart } from "../../definition/environment.ts";
import { doorOf, runChat } from "../chat/run-chat.ts";
import type { ChatAsk } from "../chat/run-chat.ts";
import { eventStream, orCutOff, sinkOf } from "../event-stream.ts";
import type { ServerHost } from "../host.ts";
import { checked } from "../http-call.ts";
import { chatCompletionRequest, conversationOf } from "../openai/chat-request.ts";
import type { ChatCompletionRequest } from "../openai/chat-request.ts";
import { annotationsOf, chunkOf, finishReasonOf, usageOf } from "../openai/completion.ts";
import type { Completion, FinishReason, Model, Naming, Usage } from "../openai/completion.ts";
import { errorObject, errorObjectFor, errorObjectOf } from "../openai/error-object.ts";

const path = "/v1/chat/completions";
const noUsage: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
const brokenOff = "The answer broke off.";

type Asking = Pick<ChatAsk, "request" | "reply" | "route" | "conversation">;

/** Collects a whole answer. */
async function answerWhole(host: ServerHost, asking: Asking, naming: Naming): Promise<FastifyReply> {
  const { reply } = asking;
  const content: string[] = [];
  let annotations: Completion["choices"][number]["message"]["annotations"] = [];
  let usage = noUsage;
  let failed: string | null = null;
  let finish_reason: FinishReason = "stop";
  const onPart = async (part: AnswerPart): Promise<void> => {
    if (part.kind === "failed") failed = part.code;
    if (part.kind === "done") finish_reason = finishReasonOf(part);
    if (part.kind === "text") content.push(part.text);
    if (part.kind === "sources") annotations = annotationsOf(part);
    if (part.kind === "usage") usage = usageOf(part);
  };
  const { closed } = sinkOf(host, reply);
  const outcome = await runChat(host, { ...asking, closed, onPart });
  if (outcome.kind === "gone") return reply.hijack();
  if (outcome.kind === "refused")
    return reply.code(outcome.response.status_code).send(errorObjectFor(outcome.response));
  if (failed !== null) return reply.code(502).send(errorObject(502, brokenOff, [], failed));
  const completion: Completion = {
    ...naming,
    object: "chat.completion",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: content.join(""), refusal: null, annotations },
        logprobs: null,
        finish_reason,
      },
    ],
    usage,
  };
  return reply.send(completion);
}

/** Sends chunks as the answer comes. No head goes out before there is something to say, so that a refusal has its status. */
async function answerStream(
  host: ServerHost,
  asking: Asking,
  naming: Naming,
  include_usage: boolean,
): Promise<FastifyReply> {
  const { reply } = asking;
  const stream = eventStream(host, reply);
  const send = (value: unknown) => stream.write(`data: ${JSON.stringify(value)}\n\n`);
  const withUsage = include_usage ? { usage: null } : {};
  let usage: Usage | null = null;
  let finish_reason: FinishReason | null = null;
  let begun = false;
  const onPart = async (part: AnswerPart): Promise<void> => {
    if (part.kind === "usage") usage = usageOf(part);
    if (part.kind === "done") finish_reason = finishReasonOf(part);
    if (part.kind === "failed") await send(errorObject(502, brokenOff, [], part.code));
    if (part.kind === "text") {
      const delta = begun ? { content: part.text } : { role: "assistant" as const, content: part.text };
      begun = true;
      await send({ ...chunkOf(naming, delta), ...withUsage });
    }
    if (part.kind === "sources") {
      const annotations = annotationsOf(part);
      if (annotations.length > 0) await send({ ...chunkOf(naming, { annotations }), ...withUsage });
    }
  };
  const door = doorOf(host);
  const outcome = await runChat(host, {
    ...asking,
    closed: stream.left,
    onPart,
    onEvent(event) {
      // From here on silence may be long, and a proxy must not take it for the end.
      if (
        event.type === "step-completed" &&
        event.node === door.accepted.node &&
        event.outcome === door.accepted.outcome
      )
        stream.keepAlive();
      const reasoning_content = event.type === "step-completed" ? (door.progress?.(event) ?? null) : null;
      // Nobody waits for it; that the client has gone is told by `closed`.
      if (reasoning_content !== null)
        send({ ...chunkOf(naming, { reasoning_content }), ...withUsage }).catch(() => undefined);
    },
  });
  if (outcome.kind === "gone") return reply.hijack();
  if (outcome.kind === "refused") {
    const { response } = outcome;
    if (!reply.sent) return reply.code(response.status_code).send(errorObjectFor(response));
    await send(errorObjectFor(response));
  } else if (finish_reason !== null) {
    await send({ ...chunkOf(naming, {}, finish_reason), ...withUsage });
    if (include_usage)
      await send({ ...naming, object: "chat.completion.chunk", choices: [], usage: usage ?? noUsage });
    await stream.write("data: [DONE]\n\n");
  }
  await stream.end();
  return reply;
}

function modelsOf(host: ServerHost): readonly Model[] {
  return doorOf(host).models.map(({ id, owned_by }) => ({ id, object: "model", created: 0, owned_by }));
}

function refuseModel(reply: FastifyReply, models: readonly Model[]): FastifyReply {
  const told = `There is no model of this name; known: ${models.map(({ id }) => id).join(", ")}.`;
  const problems = [{ field: "model", message: "not found" }];
  return reply.code(404).send(errorObject(404, told, problems, "model_not_found"));
}

async function complete(
  host: ServerHost,
  body: ChatCompletionRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const models = modelsOf(host);
  if (!models.some(({ id }) => id === body.model)) return refuseModel(reply, models);
  const created = Math.floor(host.clock.now() / 1000);
  const naming: Naming = { id: host.ids.next("chatcmpl"), created, model: body.model };
  const asking = { request, reply, route: `POST ${path}`, conversation: conversationOf(body) };
  return body.stream === true
    ? await answerStream(host, asking, naming, body.stream_options?.include_usage === true)
    : await answerWhole(host, asking, naming);
}

/** `/v1`: for every client that speaks OpenAI's chat API. */
export function openaiRoutes(app: FastifyInstance, host: ServerHost): void {
  if (host.environment?.chat === undefined) return;
  const config = { errorBody: errorObjectOf, ofSteps: true };
  app.get("/v1/models", { config }, async () => ({ object: "list", data: modelsOf(host) }));
  app.get<{ Params: { id: string } }>("/v1/models/:id", { config }, async (request, reply) => {
    const models = modelsOf(host);
    const model = models.find(({ id }) => id === request.params.id);
    return await (model === undefined ? refuseModel(reply, models) : reply.send(model));
  });
  app.post(path, { config }, async (request, reply) => {
    const body = checked(chatCompletionRequest, request.body, "body");
    return await orCutOff(reply, () => complete(host, body, request, reply));
  });
}
