import type { MaskedValue } from "../../../src/server/runs/run-store.ts";

const units: Readonly<Record<string, readonly [string, string]>> = {
  text: ["character", "characters"],
  bytes: ["byte", "bytes"],
  list: ["item", "items"],
  object: ["field", "fields"],
};

/** `1 item`, `3 items`. */
export function counted(count: number, [one, many]: readonly [string, string]): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** What is told of a value that is not shown, such as `text, 42 characters, masked`; null for one that is shown. */
export function notShown(value: MaskedValue, personal = true): string | null {
  if (value.kind === "value") return null;
  if (value.kind === "live") return "live object, not kept";
  const unit = units[value.type];
  const size = unit === undefined ? "" : `, ${counted(value.size, unit)}`;
  return `${value.type}${size}, ${personal ? "masked" : "too long to be kept"}`;
}

/** A value on one line, whole or what is told of it. */
export function toldOf(value: MaskedValue, personal = true): string {
  return value.kind === "value" ? JSON.stringify(value.value) : (notShown(value, personal) ?? "");
}

/** Milliseconds as people read them: `0.4 ms`, `12 ms`, `1.24 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 0.05) return "0 ms";
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Bytes as people read them. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return counted(bytes, ["byte", "bytes"]);
  return bytes < 999_500 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
