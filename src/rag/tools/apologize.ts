import { documentToolName } from "./catalogue.ts";
import { errorMark } from "./error-mark.ts";
import type { ToolResult } from "./run-calls.ts";

/**
 * The answer when a model could not put one into words: why attachments were not accepted, what the tools found, or that nothing was found.
 * Names no internals.
 */
export function apologize(results: readonly ToolResult[]): string {
  const reasons = results
    .filter(({ name, content }) => name === documentToolName && content.startsWith(errorMark))
    .map(({ content }) => content.slice(errorMark.length));
  const found = results.filter(({ ok, passages }) => ok && passages.length > 0);
  if (found.length === 0 && reasons.length === 0) {
    return "Mi dispiace, in questo momento non riesco a formulare una risposta. Riprova tra poco.";
  }
  const sorry = "Mi dispiace, in questo momento non riesco a formulare una risposta.";
  return [
    found.length === 0 ? sorry : `${sorry} Ecco che cosa ho trovato:`,
    ...found.map(({ content }) => content),
    ...reasons,
  ].join("\n\n");
}
