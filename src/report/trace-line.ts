import type { RunEvent } from "../runtime/events.ts";

/** What a step emits is the user's own text: a trace says how much it was, never what it was. */
function measure(data: unknown): { readonly kind: string; readonly size: number } {
  if (typeof data === "string") return { kind: "text", size: data.length };
  if (data instanceof Uint8Array) return { kind: "bytes", size: data.byteLength };
  if (Array.isArray(data)) return { kind: "list", size: data.length };
  if (typeof data === "object" && data !== null) return { kind: "object", size: Object.keys(data).length };
  return { kind: typeof data, size: data === undefined ? 0 : 1 };
}

/** One event as a line of JSON, with its line break. */
export function traceLine(event: RunEvent): string {
  const shown = event.type === "emitted" ? { ...event, data: measure(event.data) } : event;
  return `${JSON.stringify(shown)}\n`;
}
