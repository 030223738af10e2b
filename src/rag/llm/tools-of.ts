import type { ModelRequest, ToolSpec } from "./types.ts";

/** What a provider's API is told about tools. */
export interface ToolOffer {
  readonly tools: readonly Omit<ToolSpec, "recognize">[];
  /** The name of the one to use, `none` to use none, or undefined to let the model choose. */
  readonly choice: { readonly tool: string } | "none" | undefined;
}

/**
 * The tools on offer. For a conversation in which tools were used and none is on offer any more, those that were used, not to be
 * used again: some APIs refuse the record of a call to a tool that they are not told of, or answer it with nothing.
 */
export function toolsOf({ tools = [], required_tool, messages }: ModelRequest): ToolOffer {
  if (tools.length > 0)
    return { tools, choice: required_tool === undefined ? undefined : { tool: required_tool } };
  const used = new Set(messages.flatMap(({ tool_calls = [] }) => tool_calls.map(({ name }) => name)));
  if (used.size === 0) return { tools: [], choice: undefined };
  return {
    tools: [...used].map((name) => ({
      name,
      description: "",
      parameters: { type: "object", properties: {} },
    })),
    choice: "none",
  };
}
