import type { Clock } from "../../definition/step.ts";
import type { SpanAttributes, Tracing } from "../../definition/tracing.ts";
import type { ProviderSettings } from "../settings/types.ts";
import { serverOf } from "../tracing/server-of.ts";
import { callFailure } from "./call-failure.ts";
import type { ModelCompletion, ModelRequest, Provider } from "./types.ts";

/** How the convention calls those it knows; for others it is the name they are configured by. */
function providerName(settings: ProviderSettings): string {
  return settings.kind === "openai" || settings.kind === "anthropic" ? settings.kind : settings.name;
}

function requestAttributes(name: string, request: ModelRequest): SpanAttributes {
  const { model, temperature, max_output_tokens: limit } = request;
  return {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": name,
    "gen_ai.request.model": model,
    "gen_ai.request.stream": true,
    "gen_ai.request.temperature": temperature,
    ...(limit === undefined ? {} : { "gen_ai.request.max_tokens": limit }),
  };
}

/** The convention writes `tool_call` where the AI SDK writes `tool-calls`. */
function finishReason(reason: ModelCompletion["finish_reason"]): string {
  return reason === "tool-calls" ? "tool_call" : reason.replace("-", "_");
}

function completionAttributes({ usage, finish_reason, model }: ModelCompletion): SpanAttributes {
  return {
    "gen_ai.usage.input_tokens": usage.input_tokens,
    "gen_ai.usage.output_tokens": usage.output_tokens,
    "gen_ai.response.finish_reasons": [finishReason(finish_reason)],
    ...(model === undefined ? {} : { "gen_ai.response.model": model }),
  };
}

/**
 * A provider each of whose calls is a span, by the conventions for generative AI, from the request to the last part of the
 * answer. Neither what is asked nor what is answered is in it.
 */
export function tracedProvider(
  provider: Provider,
  means: { readonly settings: ProviderSettings; readonly tracing: Tracing; readonly clock: Clock },
): Provider {
  const { settings, tracing, clock } = means;
  const name = providerName(settings);
  const embedded = settings.kind === "extractive" || settings.kind === "scripted";
  const server = "base_url" in settings && settings.base_url !== undefined ? serverOf(settings.base_url) : {};
  return {
    name: provider.name,
    async call(request) {
      const attributes = { ...requestAttributes(name, request), ...server };
      const span = tracing.start(`chat ${request.model}`, embedded ? "internal" : "client", attributes);
      const began = clock.monotonic();
      const failed = (error: unknown): void => {
        span.fail(callFailure(error).code);
        span.end();
      };
      try {
        const answer = await span.within(() => provider.call(request));
        if (answer.whole === undefined) {
          span.set({ "gen_ai.response.time_to_first_chunk": (clock.monotonic() - began) / 1000 });
        }
        // Not awaited: it settles when the answer has been read, which the caller does.
        void answer.completion.then((completion) => {
          span.set(completionAttributes(completion));
          span.end();
        }, failed);
        return answer;
      } catch (error) {
        failed(error);
        throw error;
      }
    },
  };
}
