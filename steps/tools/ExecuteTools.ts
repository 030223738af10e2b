import { checkToolCall } from "#rag/tools/read-tool-call.ts";

import { step } from "../ragstep.gen.ts";

/** Looks at every call that the model asks for: which tool it is for, and whether its arguments fit. */
export default step("ExecuteTools", {
  reads: ["assistant_message"],
  writes: ["tool_calls"],
  attrs: ["execution_successful", "tools_requested", "invalid_calls", "error"],
  pure: true,
  run({ state, log }) {
    const calls = (state.assistant_message.tool_calls ?? []).map(checkToolCall);
    const invalid = calls.filter(({ problem }) => problem !== null).length;
    log({
      execution_successful: invalid === 0,
      tools_requested: calls.length,
      invalid_calls: invalid,
      error: invalid === 0 ? null : "invalid-tool-call",
    });
    return { tool_calls: calls };
  },
});
