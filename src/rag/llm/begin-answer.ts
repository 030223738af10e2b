import { singlePass } from "../streaming/single-pass.ts";
import type { ModelPart } from "./model-part.ts";
import { ProviderError } from "./provider-error.ts";
import { providerErrorOf, stoppedError } from "./provider-failure.ts";
import type { ModelAnswer, ModelCompletion, ToolCall } from "./types.ts";

/** Who answers, and how to stop it. */
export interface AnswerSource {
  readonly provider: string;
  readonly parts: AsyncIterable<ModelPart>;
  /** Aborted when the caller has had enough; the parts end soon after it. */
  readonly signal: AbortSignal;
  /** Ends the call upstream. */
  readonly stop: (reason: Error) => void;
}

/** What has been said so far. */
interface Transcript {
  text: string;
  readonly calls: ToolCall[];
  finish: Extract<ModelPart, { kind: "finish" }> | undefined;
}

function note(transcript: Transcript, part: ModelPart): void {
  if (part.kind === "text") transcript.text += part.text;
  else if (part.kind === "tool-call") transcript.calls.push(part.call);
  else transcript.finish = part;
}

function completionOf(provider: string, { text, calls, finish }: Transcript): ModelCompletion {
  if (finish === undefined) {
    throw new ProviderError(provider, `The answer of \`${provider}\` broke off before its end.`, {
      code: "provider-broke-off",
      retryable: true,
    });
  }
  return {
    text,
    tool_calls: calls,
    usage: finish.usage,
    finish_reason: calls.length > 0 ? "tool-calls" : finish.reason,
    ...(finish.model === undefined ? {} : { model: finish.model }),
  };
}

function emptyAnswer(provider: string, transcript: Transcript): ProviderError {
  return transcript.finish?.reason === "content-filter"
    ? new ProviderError(provider, `\`${provider}\` declined to answer.`, {
        code: "provider-declined",
        retryable: false,
      })
    : new ProviderError(provider, `\`${provider}\` ended its answer without a word.`, {
        code: "provider-empty-answer",
        retryable: true,
      });
}

/** Waits for parts of an answer, one after the other, until the answer is stopped. */
interface Waiting {
  /** What `part` gives; rejects as soon as the signal is aborted. */
  readonly wait: <T>(part: Promise<T>) => Promise<T>;
  /** Called when the signal is aborted, also when nothing is waited for. */
  whenStopped: (error: ProviderError) => void;
  /** To be called when the answer is over. */
  readonly dispose: () => void;
}

/**
 * One listener for all parts: a race of each with one promise would keep what it made until the answer's end, and a
 * signal made of several looks at all of them whenever it is asked.
 */
function waitUntilAborted({ provider, signal, stop }: Omit<AnswerSource, "parts">): Waiting {
  let giveUp: ((error: ProviderError) => void) | null = null;
  let stopped: ProviderError | null = signal.aborted ? stoppedError(provider, signal.reason) : null;
  const onAbort = (): void => {
    stopped = stoppedError(provider, signal.reason);
    giveUp?.(stopped);
    waiting.whenStopped(stopped);
    stop(stopped);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  const waiting: Waiting = {
    wait: <T>(part: Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        giveUp = reject;
        part.then(resolve, reject);
        if (stopped !== null) reject(stopped);
      }),
    whenStopped: () => undefined,
    dispose: () => signal.removeEventListener("abort", onAbort),
  };
  return waiting;
}

/**
 * Reads an answer up to its first part and hands it out from there.
 *
 * The first part is the first text that is more than blanks (blanks before it are kept), or the first tool call, and then
 * the whole answer is read first. Rejects with a `ProviderError` for what goes wrong before, an empty answer included.
 */
export async function beginAnswer({ provider, parts, signal, stop }: AnswerSource): Promise<ModelAnswer> {
  const iterator = parts[Symbol.asyncIterator]();
  const transcript: Transcript = { text: "", calls: [], finish: undefined };
  const waiting = waitUntilAborted({ provider, signal, stop });
  const { dispose } = waiting;

  /** The next part, noted; undefined at the end. Failures become `ProviderError`s. */
  const next = async (): Promise<ModelPart | undefined> => {
    try {
      const result = await waiting.wait(iterator.next());
      if (result.done === true) return undefined;
      note(transcript, result.value);
      return result.value;
    } catch (error) {
      const failure = providerErrorOf(provider, error, signal);
      dispose();
      stop(failure);
      throw failure;
    }
  };

  let part = await next();
  while (part?.kind === "text" && transcript.text.trim() === "") part = await next();
  if (part === undefined || part.kind === "finish") {
    dispose();
    throw emptyAnswer(provider, transcript);
  }
  if (part.kind === "tool-call") {
    while (part !== undefined) part = await next();
    dispose();
    const completion = completionOf(provider, transcript);
    return {
      kind: "tool-calls",
      tool_calls: completion.tool_calls,
      text: singlePass(wholeText(completion.text)),
      completion: Promise.resolve(completion),
      whole: completion,
    };
  }

  const ending = Promise.withResolvers<ModelCompletion>();
  ending.promise.catch(() => {});
  waiting.whenStopped = ending.reject;
  if (signal.aborted) ending.reject(stoppedError(provider, signal.reason));
  async function* text(): AsyncGenerator<string, void, undefined> {
    let isOver = false;
    try {
      yield transcript.text;
      for (let more = await next(); more !== undefined; more = await next()) {
        if (more.kind === "text" && more.text !== "") yield more.text;
      }
      const completion = completionOf(provider, transcript);
      isOver = true;
      ending.resolve(completion);
    } catch (error) {
      isOver = true;
      ending.reject(error);
      throw error;
    } finally {
      dispose();
      if (!isOver) {
        const reason = stoppedError(provider, undefined);
        ending.reject(reason);
        stop(reason);
      }
    }
  }
  return { kind: "text", tool_calls: [], text: singlePass(text()), completion: ending.promise, stop };
}

async function* wholeText(text: string): AsyncGenerator<string, void, undefined> {
  if (text !== "") yield text;
}
