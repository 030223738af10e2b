import { step } from "../ragstep.gen.ts";

/** Goes to each kind of tool that was asked for, to several at once when several were. */
export default step("ToolType", {
  reads: ["tool_calls"],
  attrs: ["tool_type", "tool_name", "tool_type_detected", "routing_decision"],
  outcomes: ["Knowledge", "CCNL", "Document", "FAQ", "Unknown"],
  pure: true,
  run({ state, log }) {
    const types = [...new Set(state.tool_calls.map(({ type }) => type))];
    log({
      tool_type: types,
      tool_name: [...new Set(state.tool_calls.map(({ call }) => call.name))],
      tool_type_detected: types.length > 0 && !types.includes("Unknown"),
      routing_decision: types.length > 1 ? "parallel" : "single",
    });
    return types;
  },
});
