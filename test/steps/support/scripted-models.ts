import { offerName } from "#rag/llm/choose-offer.ts";
import { ProviderError } from "#rag/llm/provider-error.ts";
import type {
  ModelAnswer,
  ModelCompletion,
  ModelOffer,
  ModelRequest,
  ModelService,
  RoutingRequest,
  ToolCall,
} from "#rag/llm/types.ts";
import type { Clock } from "#ragstep";

/** One call of the model outside: what it says and how slowly, where it breaks. */
export interface Turn {
  readonly tokens?: readonly string[];
  /** Waited before each token. */
  readonly delay_ms?: number;
  readonly tool_calls?: readonly ToolCall[];
  /** Fails before the first token. */
  readonly fail?: Error;
  /** Fails after this many tokens. */
  readonly fail_after?: number;
  /** Never says anything, or stops after its tokens without an end. */
  readonly hang?: boolean;
}

export const down = new ProviderError("cloud", "The provider answers 503.", {
  code: "provider-unavailable",
  retryable: true,
  status: 503,
});
export const refused = new ProviderError("cloud", "The key was refused.", {
  code: "provider-refused",
  retryable: false,
  status: 401,
});

const common = { quality: 0.5, priority: 1, region: "EU" };
/** Three models of two providers; prices are EUR for a million tokens. */
export const offers: readonly ModelOffer[] = [
  { ...common, provider: "cloud", model: "small", input_price: 1, output_price: 2 },
  {
    ...common,
    provider: "cloud",
    model: "large",
    input_price: 10,
    output_price: 30,
    quality: 0.9,
    priority: 0,
  },
  {
    ...common,
    provider: "local",
    model: "tiny",
    input_price: 0,
    output_price: 0,
    quality: 0.2,
    priority: 2,
    region: "local",
  },
];
export const [small, large, tiny] = offers as readonly [ModelOffer, ModelOffer, ModelOffer];

/** What reached the model outside, and what was made of it. */
export interface Watched {
  readonly models: ModelService;
  readonly requests: (Omit<ModelRequest, "model"> & { readonly offer: string })[];
  readonly selections: RoutingRequest[];
  /** Tokens said so far, over all calls. */
  readonly said: string[];
  /** How many calls were stopped before their end. */
  readonly stopped: number;
}

/** A model that says what a script tells it, on the given clock; a call beyond the script is a failure of the test. */
export function scriptedModels(
  turns: readonly Turn[],
  clock: Clock,
  available: readonly ModelOffer[] = offers,
): Watched {
  const requests: Watched["requests"] = [];
  const selections: RoutingRequest[] = [];
  const said: string[] = [];
  let stopped = 0;

  async function* speak(
    turn: Turn,
    signal: AbortSignal,
    usage: ModelCompletion["usage"],
    settle: PromiseWithResolvers<ModelCompletion>,
  ) {
    let text = "";
    let ended = false;
    try {
      for (const [index, token] of (turn.tokens ?? []).entries()) {
        if (turn.fail_after === index) throw down;
        if (turn.delay_ms !== undefined) await clock.sleep(turn.delay_ms, signal);
        signal.throwIfAborted();
        said.push(token);
        text += token;
        yield token;
      }
      if (turn.hang === true) await clock.sleep(3_600_000, signal);
      ended = true;
      const tool_calls = turn.tool_calls ?? [];
      settle.resolve({
        text,
        tool_calls,
        usage,
        finish_reason: tool_calls.length > 0 ? "tool-calls" : "stop",
      });
    } catch (error) {
      ended = error === down;
      settle.reject(error);
      throw error;
    } finally {
      if (!ended) stopped += 1;
      settle.reject(
        new ProviderError("cloud", "The call was stopped.", { code: "provider-stopped", retryable: false }),
      );
    }
  }

  const models: ModelService = {
    offers: available,
    select(request) {
      selections.push(request);
      const fitting = available.filter(
        (offer) =>
          request.exclude?.includes(offerName(offer)) !== true &&
          request.regions?.includes(offer.region) !== false &&
          (request.max_cost_eur === undefined ||
            models.estimate(offer, request.messages).cost <= request.max_cost_eur),
      );
      const preferred = fitting.find(({ provider }) => provider === request.preferred_provider);
      const byPrice = fitting.toSorted((a, b) => a.output_price - b.output_price);
      const byQuality = fitting.toSorted((a, b) => b.quality - a.quality);
      const byPriority = fitting.toSorted((a, b) => a.priority - b.priority);
      const first = {
        COST_OPTIMIZED: byPrice,
        QUALITY_FIRST: byQuality,
        BALANCED: fitting,
        FAILOVER: byPriority,
      }[request.strategy];
      return preferred ?? first[0] ?? null;
    },
    estimate: (offer) => ({
      input_tokens: 1000,
      output_tokens: 1000,
      cost: models.cost(offer, { input_tokens: 1000, output_tokens: 1000 }),
    }),
    cost: (offer, usage) =>
      (usage.input_tokens * offer.input_price + usage.output_tokens * offer.output_price) / 1_000_000,
    async call(offer, request): Promise<ModelAnswer> {
      const turn = turns[requests.length];
      requests.push({ ...request, offer: offerName(offer) });
      if (turn === undefined) throw new Error("The script has no further turn.");
      if (turn.fail !== undefined) throw turn.fail;
      const settle = Promise.withResolvers<ModelCompletion>();
      settle.promise.catch(() => undefined);
      const usage = { input_tokens: 100, output_tokens: (turn.tokens ?? []).length };
      const speech = speak(turn, request.signal, usage, settle);
      const first = await speech.next();
      const text = (async function* () {
        try {
          if (first.done === true) return;
          yield first.value;
          yield* speech;
        } finally {
          await speech.return();
        }
      })();
      const tool_calls = turn.tool_calls ?? [];
      return {
        kind: tool_calls.length > 0 ? "tool-calls" : "text",
        tool_calls,
        text,
        completion: settle.promise,
      };
    },
  };
  return {
    models,
    requests,
    selections,
    said,
    get stopped() {
      return stopped;
    },
  };
}
