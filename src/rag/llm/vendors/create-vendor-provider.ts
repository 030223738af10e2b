import { tokensOfLength } from "../../context/token-estimate.ts";
import { toPrompt } from "./to-prompt.ts";
import { beginAnswer } from "../begin-answer.ts";
import { estimateInputTokens } from "../estimate-usage.ts";
import type { LanguageModel, LoadLanguageModel } from "./language-model.ts";
import type { ModelPart } from "../model-part.ts";
import { ProviderError } from "../provider-error.ts";
import { providerErrorOf } from "../provider-failure.ts";
import { argumentsOf } from "../tool-arguments.ts";
import { toolsOf } from "../tools-of.ts";
import type { ModelCompletion, ModelRequest, Provider } from "../types.ts";

type CallOptions = Parameters<LanguageModel["doStream"]>[0];
type StreamPart =
  Awaited<ReturnType<LanguageModel["doStream"]>>["stream"] extends ReadableStream<infer Part> ? Part : never;
type FinishReason = Extract<StreamPart, { type: "finish" }>["finishReason"];

const reasons: Readonly<Partial<Record<FinishReason["unified"], ModelCompletion["finish_reason"]>>> = {
  stop: "stop",
  length: "length",
  "tool-calls": "tool-calls",
  "content-filter": "content-filter",
};

/** Providers give another reason when the stream ended before the answer did, and some give `other` without one of their own. */
function isBrokenOff({ unified, raw }: FinishReason): boolean {
  return unified === "error" || unified === "interrupted" || (unified === "other" && raw === undefined);
}

function optionsOf(request: ModelRequest): CallOptions {
  const offer = toolsOf(request);
  const tools = offer.tools.map(({ name, description, parameters }) => ({
    type: "function" as const,
    name,
    description,
    inputSchema: parameters,
  }));
  const { choice } = offer;
  const toolChoice: CallOptions["toolChoice"] =
    choice === undefined
      ? { type: "auto" }
      : choice === "none"
        ? { type: "none" }
        : { type: "tool", toolName: choice.tool };
  return {
    prompt: toPrompt(request.messages),
    ...(tools.length === 0 ? {} : { tools, toolChoice }),
    temperature: request.temperature,
    ...(request.max_output_tokens === undefined ? {} : { maxOutputTokens: request.max_output_tokens }),
    abortSignal: request.signal,
  };
}

async function* partsOf(
  provider: string,
  model: LanguageModel,
  request: ModelRequest,
): AsyncGenerator<ModelPart, void, undefined> {
  let said = 0;
  let named: string | undefined;
  const { stream } = await model.doStream(optionsOf(request));
  // Reasoning, sources and marks between the parts are not for the user.
  for await (const part of stream) {
    if (part.type === "text-delta") {
      said += part.delta.length;
      yield { kind: "text", text: part.delta };
    } else if (part.type === "tool-call") {
      const call = { id: part.toolCallId, name: part.toolName, arguments: argumentsOf(part.input) };
      yield { kind: "tool-call", call };
    } else if (part.type === "response-metadata") {
      named = part.modelId ?? named;
    } else if (part.type === "error") {
      throw providerErrorOf(provider, part.error, request.signal);
    } else if (part.type === "finish") {
      if (isBrokenOff(part.finishReason)) return;
      yield {
        kind: "finish",
        reason: reasons[part.finishReason.unified] ?? "other",
        model: named,
        usage: {
          input_tokens: part.usage.inputTokens.total ?? estimateInputTokens(request.messages),
          output_tokens: part.usage.outputTokens.total ?? tokensOfLength(said),
        },
      };
    }
  }
}

/**
 * A provider that a vendor's package of the AI SDK reaches. The package is loaded with the first call, since the embedded
 * installation never needs it. It is called without the SDK's own loop, whose retries and rounds of tools are steps of
 * the diagram here, and which would cost more than all steps together: a dozen pipes for each answer.
 */
export function createVendorProvider(name: string, load: LoadLanguageModel): Provider {
  const loaded = new Map<string, Promise<LanguageModel>>();
  const modelOf = (model: string): Promise<LanguageModel> => {
    let loading = loaded.get(model);
    if (loading === undefined) {
      loading = load(model);
      loaded.set(model, loading);
      // Tried again by the next call.
      loading.catch(() => loaded.delete(model));
    }
    return loading;
  };
  return {
    name,
    async call(request) {
      const halt = new AbortController();
      const signal = AbortSignal.any([request.signal, halt.signal]);
      if (signal.aborted) throw providerErrorOf(name, undefined, signal);
      let model: LanguageModel;
      try {
        model = await modelOf(request.model);
      } catch (error) {
        throw new ProviderError(name, `The call to \`${name}\` could not be prepared.`, {
          code: "provider-failed",
          retryable: false,
          cause: error,
        });
      }
      return beginAnswer({
        provider: name,
        parts: partsOf(name, model, { ...request, signal }),
        signal,
        stop: (reason) => halt.abort(reason),
      });
    },
  };
}
