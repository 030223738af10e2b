import { z } from "zod";
import type { Clock } from "../../definition/step.ts";
import type { ServiceSpan, Tracing } from "../../definition/tracing.ts";
import { serverOf } from "../tracing/server-of.ts";
import { EmbeddingError } from "./embedding-error.ts";
import type { Embedder } from "./types.ts";

export interface OpenAiEmbedderOptions {
  /** Up to and with `/v1`, such as `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** What the model gives; another length is an error. */
  readonly dimensions: number;
  readonly clock: Clock;
  readonly apiKey?: string | undefined;
  /** Texts in one request. 64 when absent. */
  readonly batchSize?: number;
  /** For one request, in milliseconds. 30000 when absent. */
  readonly timeoutMs?: number;
  /** 3 when absent. */
  readonly attempts?: number;
  /** Before the second attempt, in milliseconds, doubled before each further one. 250 when absent. */
  readonly backoffMs?: number;
  readonly tracing?: Tracing | undefined;
}

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()) })),
  // Not every service counts.
  usage: z.object({ prompt_tokens: z.number() }).optional().catch(undefined),
});

/** A failure, and whether the same request may succeed later. */
interface Refusal {
  readonly kind: "refused";
  readonly reason: string;
  readonly retryable: boolean;
  readonly cause?: unknown;
}

type Answer =
  | {
      readonly kind: "vectors";
      readonly vectors: readonly (readonly number[])[];
      readonly tokens: number | undefined;
    }
  | Refusal;

async function request(
  options: OpenAiEmbedderOptions,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000);
  try {
    const response = await fetch(`${options.baseUrl.replace(/\/+$/u, "")}/embeddings`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...options.tracing?.headers(),
        ...(options.apiKey === undefined ? {} : { Authorization: `Bearer ${options.apiKey}` }),
      },
      body: JSON.stringify({ model: options.model, input: texts, encoding_format: "float" }),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    if (!response.ok) {
      // The body is not repeated: it may hold what was sent.
      await response.body?.cancel();
      return {
        kind: "refused",
        reason: `it answered ${response.status}`,
        retryable: response.status === 429 || response.status >= 500,
      };
    }
    const parsed = answerSchema.safeParse(await response.json());
    if (!parsed.success || parsed.data.data.length !== texts.length) {
      return { kind: "refused", reason: "its answer is not a list of one vector a text", retryable: false };
    }
    return {
      kind: "vectors",
      vectors: parsed.data.data.toSorted((a, b) => a.index - b.index).map((one) => one.embedding),
      tokens: parsed.data.usage?.prompt_tokens,
    };
  } catch (cause) {
    signal?.throwIfAborted();
    const reason = timeout.aborted
      ? `it did not answer within ${options.timeoutMs ?? 30_000} ms`
      : "it cannot be reached or breaks off";
    return { kind: "refused", reason, retryable: true, cause };
  }
}

function toUnit(numbers: readonly number[]): Float32Array {
  const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
  return Float32Array.from(numbers, (value) => (length === 0 ? 0 : value / length));
}

/** One request with its repetitions as a span; the texts are not in it. */
async function traced<T>(
  { tracing, model, baseUrl, dimensions }: OpenAiEmbedderOptions,
  embed: (span: ServiceSpan | undefined) => Promise<T>,
): Promise<T> {
  if (tracing === undefined) return await embed(undefined);
  const span = tracing.start(`embeddings ${model}`, "client", {
    "gen_ai.operation.name": "embeddings",
    // The protocol's: who stands behind the address is not known.
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": model,
    "gen_ai.embeddings.dimension.count": dimensions,
    ...serverOf(baseUrl),
  });
  try {
    return await span.within(() => embed(span));
  } catch (error) {
    span.fail(error instanceof EmbeddingError ? error.code : "embedding-stopped");
    throw error;
  } finally {
    span.end();
  }
}

/**
 * Vectors from any service with OpenAI's `/v1/embeddings`. Tries again when the service is busy, failing or out of reach.
 * Throws an `EmbeddingError` when that does not help or the vectors have another length than configured, and the signal's
 * reason when aborted.
 */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const attempts = options.attempts ?? 3;

  const embedBatch = async (
    texts: readonly string[],
    signal: AbortSignal | undefined,
    span: ServiceSpan | undefined,
  ): Promise<readonly Float32Array[]> => {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      const answer = await request(options, texts, signal);
      if (answer.kind === "refused") {
        if (answer.retryable && attempt < attempts) {
          await options.clock.sleep((options.backoffMs ?? 250) * 2 ** (attempt - 1), signal);
          continue;
        }
        const message = `The embedding service for \`${options.model}\` gave no vectors: ${answer.reason}.`;
        throw new EmbeddingError("embedding-failed", message, {
          hint: "Check its address, its key and the model's name in the settings.",
          cause: answer.cause,
        });
      }
      const wrong = answer.vectors.find((vector) => vector.length !== options.dimensions);
      if (wrong !== undefined) {
        const message = `The model \`${options.model}\` gives vectors of ${wrong.length} numbers, and ${options.dimensions} are configured.`;
        throw new EmbeddingError("embedding-size", message, { hint: `dimensions: ${wrong.length}` });
      }
      if (answer.tokens !== undefined) span?.set({ "gen_ai.usage.input_tokens": answer.tokens });
      return answer.vectors.map(toUnit);
    }
  };

  return {
    model_id: options.model,
    dimensions: options.dimensions,
    async embed(texts, signal) {
      const size = options.batchSize ?? 64;
      const vectors: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += size) {
        const batch = texts.slice(at, at + size);
        vectors.push(...(await traced(options, (span) => embedBatch(batch, signal, span))));
      }
      return vectors;
    },
  };
}
