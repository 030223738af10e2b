import type { Clock } from "../../definition/step.ts";
import { estimateTokens } from "../context/token-estimate.ts";
import { beginAnswer } from "./begin-answer.ts";
import { estimateInputTokens } from "./estimate-usage.ts";
import type { ModelPart } from "./model-part.ts";
import { ProviderError } from "./provider-error.ts";
import { statusError } from "./provider-failure.ts";
import type { ScriptedTurn } from "./scripted-turn.ts";
import type { ModelRequest, Provider } from "./types.ts";

export interface ScriptOptions {
  readonly name: string;
  readonly script: readonly ScriptedTurn[];
  /** Waits between tokens. */
  readonly clock: Clock;
}

function failureOf(
  provider: string,
  { status, retryable, message }: NonNullable<ScriptedTurn["fail"]>,
): ProviderError {
  const byStatus = statusError(provider, status ?? 503);
  return new ProviderError(provider, message ?? byStatus.message, {
    code: byStatus.code,
    retryable: retryable ?? byStatus.retryable,
    status: byStatus.status,
  });
}

/** Words with the blanks after them; joined, they are the text. */
function tokensOf(turn: ScriptedTurn): readonly string[] {
  return turn.tokens ?? turn.text?.match(/\s*\S+\s*|\s+/g) ?? [];
}

async function* play(
  turn: ScriptedTurn,
  request: ModelRequest,
  { name, clock }: ScriptOptions,
): AsyncGenerator<ModelPart, void, undefined> {
  const { fail } = turn;
  const wait = (): Promise<void> =>
    turn.delay_ms === undefined ? Promise.resolve() : clock.sleep(turn.delay_ms, request.signal);
  if (fail !== undefined && "before_first" in fail) {
    await wait();
    throw failureOf(name, fail);
  }
  const tokens = tokensOf(turn);
  let said = 0;
  for (const text of tokens) {
    if (fail !== undefined && "after_tokens" in fail && said === fail.after_tokens)
      throw failureOf(name, fail);
    await wait();
    request.signal.throwIfAborted();
    yield { kind: "text", text };
    said++;
  }
  if (fail !== undefined) throw failureOf(name, fail);
  for (const [at, { id, name: tool, arguments: given }] of (turn.tool_calls ?? []).entries()) {
    yield { kind: "tool-call", call: { id: id ?? `call_${at + 1}`, name: tool, arguments: given } };
  }
  const usage = {
    input_tokens: estimateInputTokens(request.messages),
    output_tokens: tokens.length + estimateTokens(JSON.stringify(turn.tool_calls ?? "")),
  };
  yield { kind: "finish", reason: "stop", usage };
}

/**
 * A provider that answers each call with the next turn of a script: what a fixture needs to bring a model that is slow,
 * down, or asks for tools. When the script is used up, a call fails and says so.
 */
export function createScriptedProvider(options: ScriptOptions): Provider {
  const { name, script } = options;
  let played = 0;
  return {
    name,
    async call(request) {
      const turn = script[played];
      if (turn === undefined) {
        throw new ProviderError(
          name,
          `The script of \`${name}\` has ${script.length} turns, and this is call ${played + 1}.`,
          {
            code: "script-used-up",
            retryable: false,
            hint: "Add a turn to `script`, such as `{ text: … }`.",
          },
        );
      }
      played++;
      const halt = new AbortController();
      const signal = AbortSignal.any([request.signal, halt.signal]);
      return beginAnswer({
        provider: name,
        parts: play(turn, { ...request, signal }, options),
        signal,
        stop: (reason) => halt.abort(reason),
      });
    },
  };
}
