import type { StateDefinition } from "../../definition/state.ts";
import type { Json } from "../../definition/step.ts";
import type { RunEvent } from "../../runtime/events.ts";
import type { MaskedValue } from "./run-store.ts";

/** UTF-16 units of JSON; a longer value is only measured. */
const longest = 20_000;

/**
 * Whether a value may be written as JSON of so many units, told without writing it: an attached file of megabytes must
 * not be turned into text only to be found too long.
 */
export function mayFit(value: unknown, units: number): boolean {
  let left = units;
  const take = (part: unknown): void => {
    left -= 1;
    if (left < 0) return;
    if (typeof part === "string") left -= part.length;
    else if (part instanceof Uint8Array) left -= part.byteLength * 2;
    else if (typeof part === "object" && part !== null)
      for (const [name, inner] of Object.entries(part)) {
        if (left < 0) return;
        left -= Array.isArray(part) ? 0 : name.length;
        take(inner);
      }
  };
  take(value);
  return left >= 0;
}

/** What a value is and how much of it, without any of it. */
function measure(value: unknown): { readonly type: string; readonly size: number } {
  if (typeof value === "string") return { type: "text", size: value.length };
  if (value instanceof Uint8Array) return { type: "bytes", size: value.byteLength };
  if (Array.isArray(value)) return { type: "list", size: value.length };
  if (typeof value === "object" && value !== null) return { type: "object", size: Object.keys(value).length };
  return {
    type: value === null ? "null" : typeof value,
    size: value === undefined || value === null ? 0 : 1,
  };
}

function plain(value: unknown): MaskedValue {
  if (!mayFit(value, longest)) return { kind: "masked", ...measure(value) };
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) return { kind: "live" };
  if (text.length > longest) return { kind: "masked", ...measure(value) };
  const json: Json = JSON.parse(text);
  return { kind: "value", value: json };
}

/** What a step wrote, as it may be kept: of personal data only how much it is, of live objects that they were there. */
export function maskedPatch(
  definition: StateDefinition,
  patch: Readonly<Record<string, unknown>>,
): Readonly<Record<string, MaskedValue>> {
  const masked: Record<string, MaskedValue> = {};
  for (const [name, value] of Object.entries(patch)) {
    const flags = definition[name]?.flags;
    if (flags === undefined || flags.transient === true) masked[name] = { kind: "live" };
    else masked[name] = flags.pii === true ? { kind: "masked", ...measure(value) } : plain(value);
  }
  return masked;
}

/** An event as it may be kept. What a step emits is the user's own text: only how much it was stays. */
export function maskedEvent(event: RunEvent): RunEvent {
  return event.type === "emitted" ? { ...event, data: measure(event.data) } : event;
}
