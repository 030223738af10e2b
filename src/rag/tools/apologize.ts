import type { ToolResult } from "./run-calls.ts";

/** The answer when a model could not put one into words: what the tools found, or that nothing was found. Names no internals. */
export function apologize(results: readonly ToolResult[]): string {
  const found = results.filter(({ ok, passages }) => ok && passages.length > 0);
  if (found.length === 0) {
    return "Mi dispiace, in questo momento non riesco a formulare una risposta. Riprova tra poco.";
  }
  return [
    "Mi dispiace, in questo momento non riesco a formulare una risposta. Ecco che cosa ho trovato:",
    ...found.map(({ content }) => content),
  ].join("\n\n");
}
