import type { ToolCall } from "../llm/types.ts";

/**
 * What to say of tool calls that came when no tool could be used any more: behind the first words of an answer that is being
 * sent, or behind the tools' results. Empty when there are none.
 */
export function tellUnused(calls: readonly ToolCall[]): string {
  const names = [...new Set(calls.map(({ name }) => `\`${name}\``))];
  return names.length === 0
    ? ""
    : `La risposta può essere incompleta: il modello ha chiesto anche ${names.join(", ")}, quando non si potevano più usare strumenti.`;
}
