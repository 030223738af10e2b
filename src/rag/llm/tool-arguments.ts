import type { ToolCall } from "./types.ts";

function parsed(input: string): unknown {
  if (input.trim() === "") return {};
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

/** Arguments that are no JSON object are handed on under a name that no tool knows, so that its schema refuses them. */
export function argumentsOf(text: string): ToolCall["arguments"] {
  const input = parsed(text);
  return typeof input === "object" && input !== null && !Array.isArray(input)
    ? Object.fromEntries(Object.entries(input))
    : { invalid_arguments: input };
}
