import { nearest } from "../../diagnostics/nearest.ts";
import type { ToolCall } from "../llm/types.ts";
import { tools, type ToolType } from "./catalogue.ts";

/** A call that has been looked at: where it goes, and what is wrong with it. */
export interface CheckedCall {
  /** With the defaults of its tool filled in, when nothing is wrong. */
  readonly call: ToolCall;
  readonly type: ToolType | "Unknown";
  /** For the model to read; null when the call can be made. */
  readonly problem: string | null;
}

/** Finds the tool of a call and checks the arguments against its schema. */
export function checkToolCall(call: ToolCall): CheckedCall {
  const tool = tools.get(call.name);
  if (tool === undefined) {
    const near = nearest(call.name, [...tools.keys()]);
    const offer =
      near === undefined ? `the tools are ${[...tools.keys()].join(", ")}` : `did you mean ${near}?`;
    return { call, type: "Unknown", problem: `There is no tool of this name; ${offer}` };
  }
  const parsed = tool.arguments.safeParse(call.arguments);
  if (parsed.success) return { call: { ...call, arguments: parsed.data }, type: tool.type, problem: null };
  const wrong = parsed.error.issues.map(
    ({ path, message }) => `${path.join(".") || "arguments"}: ${message}`,
  );
  return { call, type: tool.type, problem: `The arguments do not fit the tool: ${wrong.join("; ")}` };
}
