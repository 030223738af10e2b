import type { Tracing } from "../../../definition/tracing.ts";
import type { ProviderSettings } from "../../settings/types.ts";
import { beginAnswer } from "../begin-answer.ts";
import { estimateInputTokens } from "../estimate-usage.ts";
import { post } from "../post.ts";
import { providerErrorOf, statusError } from "../provider-failure.ts";
import type { Provider } from "../types.ts";
import { readParts } from "./read-parts.ts";
import { requestBody } from "./request-body.ts";

/** A server that speaks OpenAI's chat completions. */
export interface ChatCompletionsServer extends Pick<
  Extract<ProviderSettings, { kind: "openai-compatible" }>,
  "name" | "base_url"
> {
  /** Sent as bearer token; undefined where the server wants none. */
  readonly apiKey: string | undefined;
  /** With it the requests carry the trace on. */
  readonly tracing?: Tracing | undefined;
}

/**
 * A provider that speaks OpenAI's chat completions, as most model servers do. Reads the stream as it comes from the
 * socket; see `docs/architecture/decisions/0009-chat-completions.md` for why no vendor's package does it.
 */
export function createChatCompletionsProvider(server: ChatCompletionsServer): Provider {
  const { name, apiKey, tracing } = server;
  const url = new URL(`${server.base_url.replace(/\/+$/, "")}/chat/completions`);
  const headers = {
    accept: "text/event-stream",
    "accept-encoding": "identity",
    "content-type": "application/json",
    "user-agent": "ragstep",
    ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
  };
  return {
    name,
    async call(request) {
      const { signal } = request;
      if (signal.aborted) throw providerErrorOf(name, undefined, signal);
      const asked = {
        url,
        headers: { ...headers, ...tracing?.headers() },
        body: requestBody(request),
        signal,
      };
      const estimatedInputTokens = estimateInputTokens(request.messages);
      const incoming = await post(asked).catch((error: unknown) => {
        throw providerErrorOf(name, error, signal);
      });
      // What is done with the answer reads the error; without a listener it would end the process.
      incoming.on("error", () => undefined);
      const { statusCode: status = 0 } = incoming;
      if (status < 200 || status > 299) {
        // To read what it says could take for ever; a socket for the next call is quickly made.
        incoming.destroy();
        throw statusError(name, status);
      }
      return await beginAnswer({
        provider: name,
        parts: readParts({ provider: name, incoming, signal, estimatedInputTokens }),
        signal,
        stop: () => void incoming.destroy(),
      });
    },
  };
}
