import { FatalStepError } from "../../diagnostics/errors.ts";
import type { Passage, ToolCall } from "../llm/types.ts";
import { type TimeLimit, withTimeLimit } from "../llm/time-limit.ts";
import { tolerate } from "../tolerance/tolerate.ts";
import type { ToolType } from "./catalogue.ts";
import { errorMark } from "./error-mark.ts";
import type { CheckedCall } from "./read-tool-call.ts";

/** What a tool gave back for one call, in words for the model, with the passages it rests on. */
export interface ToolResult {
  readonly tool_call_id: string;
  readonly name: string;
  readonly ok: boolean;
  readonly content: string;
  readonly passages: Passage[];
}

/** What a tool found; `count` is for the log. */
export interface ToolFinding {
  readonly content: string;
  readonly passages: readonly Passage[];
  readonly count: number;
  /** False when the tool had no answer to what it was asked; true when absent. */
  readonly ok?: boolean;
}

const unavailable = "Lo strumento non è disponibile in questo momento.";
const expired = () => new FatalStepError("The tool took too long.", { code: "tool-timeout" });

/**
 * Makes all calls of one kind at the same time. A call with unfit arguments, a tool that fails and one that takes too long
 * all become a result that says so, for an answer must not be lost to a tool. Only a cancelled run and an
 * installation that needs repair throw.
 */
export async function runCalls(
  calls: readonly CheckedCall[],
  type: ToolType,
  limit: Omit<TimeLimit, "expired">,
  run: (call: ToolCall, signal: AbortSignal) => Promise<ToolFinding>,
): Promise<{ readonly results: ToolResult[]; readonly count: number; readonly failed: number }> {
  const own = calls.filter((call) => call.type === type);
  let count = 0;
  const runOne = async ({ call, problem }: CheckedCall): Promise<ToolResult> => {
    const of = { tool_call_id: call.id, name: call.name };
    if (problem !== null) return { ...of, ok: false, content: `${errorMark}${problem}`, passages: [] };
    const work = () => withTimeLimit({ ...limit, expired }, (signal) => run(call, signal));
    const { value: found } = await tolerate(work, null, limit.signal);
    if (found === null) return { ...of, ok: false, content: `${errorMark}${unavailable}`, passages: [] };
    count += found.count;
    return { ...of, ok: found.ok ?? true, content: found.content, passages: [...found.passages] };
  };
  const results = await Promise.all(own.map(runOne));
  return { results, count, failed: results.filter(({ ok }) => !ok).length };
}
