import type { FinishReason, LanguageModel, TextStreamPart, ToolSet } from "ai";
import { estimateTokens } from "../context/token-estimate.ts";
import { toModelMessages } from "./ai-messages.ts";
import { beginAnswer } from "./begin-answer.ts";
import { estimateInputTokens } from "./estimate-usage.ts";
import type { ModelPart } from "./model-part.ts";
import { ProviderError } from "./provider-error.ts";
import { providerErrorOf } from "./provider-failure.ts";
import { toolsOf } from "./tools-of.ts";
import type { ModelCompletion, ModelRequest, Provider, ToolCall } from "./types.ts";

/** Makes the AI SDK's model of a name; loads the provider's package when first called. */
export type LoadLanguageModel = (model: string) => Promise<LanguageModel>;

const reasons: Readonly<Partial<Record<FinishReason, ModelCompletion["finish_reason"]>>> = {
  stop: "stop",
  length: "length",
  "tool-calls": "tool-calls",
  "content-filter": "content-filter",
};

/** Providers give another reason when the stream ended before the answer did, and some give `other` without one of their own. */
function isBrokenOff(reason: FinishReason, raw: string | undefined): boolean {
  return reason === "error" || reason === "interrupted" || (reason === "other" && raw === undefined);
}

/** Arguments that are no JSON object are handed on under a name that no tool knows, so that its schema refuses them. */
function argumentsOf(input: unknown): ToolCall["arguments"] {
  return typeof input === "object" && input !== null && !Array.isArray(input)
    ? Object.fromEntries(Object.entries(input))
    : { invalid_arguments: input };
}

async function* partsOf(
  provider: string,
  stream: AsyncIterable<TextStreamPart<ToolSet>>,
  request: ModelRequest,
): AsyncGenerator<ModelPart, void, undefined> {
  let said = "";
  // Reasoning, sources and marks between the parts are not for the user.
  for await (const part of stream) {
    if (part.type === "text-delta") {
      said += part.text;
      yield { kind: "text", text: part.text };
    } else if (part.type === "tool-call") {
      const call = { id: part.toolCallId, name: part.toolName, arguments: argumentsOf(part.input) };
      yield { kind: "tool-call", call };
    } else if (part.type === "error") {
      throw providerErrorOf(provider, part.error, request.signal);
    } else if (part.type === "finish") {
      if (isBrokenOff(part.finishReason, part.rawFinishReason)) return;
      yield {
        kind: "finish",
        reason: reasons[part.finishReason] ?? "other",
        usage: {
          input_tokens: part.totalUsage.inputTokens ?? estimateInputTokens(request.messages),
          output_tokens: part.totalUsage.outputTokens ?? estimateTokens(said),
        },
      };
    }
  }
}

async function openStream(
  model: LanguageModel,
  request: ModelRequest,
): Promise<AsyncIterable<TextStreamPart<ToolSet>>> {
  const { jsonSchema, streamText, tool } = await import("ai");
  const offer = toolsOf(request);
  const tools: ToolSet = Object.fromEntries(
    offer.tools.map(({ name, description, parameters }) => [
      name,
      tool({ description, inputSchema: jsonSchema(parameters) }),
    ]),
  );
  const result = streamText({
    model,
    messages: toModelMessages(request.messages),
    // The graph writes the system message; nothing a user sends becomes one.
    allowSystemInMessages: true,
    tools,
    ...(offer.choice === undefined
      ? {}
      : {
          toolChoice:
            offer.choice === "none" ? offer.choice : { type: "tool" as const, toolName: offer.choice.tool },
        }),
    temperature: request.temperature,
    ...(request.max_output_tokens === undefined ? {} : { maxOutputTokens: request.max_output_tokens }),
    // Retry and failover are steps of the diagram.
    maxRetries: 0,
    abortSignal: request.signal,
    // Errors come as parts of the stream; without this they are printed as well.
    onError: () => {},
  });
  return result.stream;
}

/**
 * A provider that the AI SDK reaches. The SDK is loaded with the first call, since it is large and the embedded
 * installation never needs it.
 */
export function createAiProvider(name: string, load: LoadLanguageModel): Provider {
  return {
    name,
    async call(request) {
      const halt = new AbortController();
      const signal = AbortSignal.any([request.signal, halt.signal]);
      if (signal.aborted) throw providerErrorOf(name, undefined, signal);
      let stream: AsyncIterable<TextStreamPart<ToolSet>>;
      try {
        stream = await openStream(await load(request.model), { ...request, signal });
      } catch (error) {
        throw new ProviderError(name, `The call to \`${name}\` could not be prepared.`, {
          code: "provider-failed",
          retryable: false,
          cause: error,
        });
      }
      return beginAnswer({
        provider: name,
        parts: partsOf(name, stream, { ...request, signal }),
        signal,
        stop: (reason) => halt.abort(reason),
      });
    },
  };
}
