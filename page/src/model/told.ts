import type { MaskedValue } from "../../../src/server/runs/run-store.ts";
import { counted, duration } from "../data/times.ts";
import { isVisitTimed } from "./run-model.ts";
import type { Visit } from "./run-model.ts";

const units: Readonly<Record<string, string>> = {
  text: "character",
  bytes: "byte",
  list: "item",
  object: "field",
};

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

/** Bytes as people read them. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return counted(bytes, "byte");
  return bytes < 999_500 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `1 retry`, `2 retries`. */
export function retriesTold(count: number): string {
  return `${count} ${count === 1 ? "retry" : "retries"}`;
}

/** When a visit began, such as ` at 12 ms`; empty where no times are told. */
export function beginTold(visit: Pick<Visit, "start" | "latency" | "last">): string {
  return isVisitTimed(visit) ? ` at ${duration(visit.start)}` : "";
}
