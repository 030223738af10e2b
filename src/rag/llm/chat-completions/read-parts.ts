import type { IncomingMessage } from "node:http";
import { tokensOfLength } from "../../context/token-estimate.ts";
import type { ModelPart } from "../model-part.ts";
import { providerErrorOf } from "../provider-failure.ts";
import type { ModelCompletion } from "../types.ts";
import { chunkSchema, type Chunk } from "./chunk.ts";
import { readEvents } from "./read-events.ts";
import { ToolCallParts } from "./tool-call-parts.ts";

const reasons: ReadonlyMap<string, ModelCompletion["finish_reason"]> = new Map([
  ["stop", "stop"],
  ["length", "length"],
  ["tool_calls", "tool-calls"],
  ["function_call", "tool-calls"],
  ["content_filter", "content-filter"],
]);

/** An answer as it comes. */
export interface AnswerBody {
  readonly provider: string;
  readonly incoming: IncomingMessage;
  /** Aborted when the caller has had enough. */
  readonly signal: AbortSignal;
  /** For a server that counts nothing. */
  readonly estimatedInputTokens: number;
}

/**
 * The parts of a streamed answer. Ends without `finish` when the server did not say why it stopped: the answer broke off.
 * Throws a `ProviderError` when the server says that it gave up, and what `chunkSchema` or the connection throws.
 */
export async function* readParts(answer: AnswerBody): AsyncGenerator<ModelPart, void, undefined> {
  const calls = new ToolCallParts();
  let said = 0;
  let model: string | undefined;
  let reason: string | undefined;
  let usage: Chunk["usage"];
  for await (const data of readEvents(answer.incoming)) {
    const chunk = chunkSchema.parse(JSON.parse(data));
    if (chunk.error !== undefined && chunk.error !== null)
      throw providerErrorOf(answer.provider, chunk.error, answer.signal);
    model = chunk.model ?? model;
    usage = chunk.usage ?? usage;
    // One answer is asked for, so there is one choice, and none in the chunk that counts.
    const choice = chunk.choices?.[0];
    reason = choice?.finish_reason ?? reason;
    for (const delta of choice?.delta?.tool_calls ?? []) calls.add(delta);
    const text = choice?.delta?.content ?? "";
    if (text === "") continue;
    said += text.length;
    yield { kind: "text", text };
  }
  if (reason === undefined) return;
  for (const call of calls.calls()) yield { kind: "tool-call", call };
  yield {
    kind: "finish",
    reason: reasons.get(reason) ?? "other",
    model,
    usage: {
      input_tokens: usage?.prompt_tokens ?? answer.estimatedInputTokens,
      output_tokens: usage?.completion_tokens ?? tokensOfLength(said),
    },
  };
}
