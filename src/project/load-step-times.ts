import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Layout } from "./layout.ts";

/** How long the visits of one step took when they were last measured, in microseconds. */
export interface StepTime {
  readonly p50: number;
  readonly p95: number;
}

/** The last measurement of a project's steps. */
export interface StepTimes {
  /** What it was measured on, in a few words. */
  readonly machine: string;
  /** `2026-11-23` */
  readonly date: string;
  /** By node id. */
  readonly steps: ReadonlyMap<string, StepTime>;
}

/** Where a measurement is kept, relative to the project. */
export const stepTimesFile = "bench/step-times.json";

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function timesIn(json: unknown): StepTimes | null {
  if (!isObject(json) || !isObject(json["steps"])) return null;
  const { machine, date, steps } = json;
  if (typeof machine !== "string" || typeof date !== "string") return null;
  const found = new Map<string, StepTime>();
  for (const [node, time] of Object.entries(steps)) {
    if (!isObject(time)) return null;
    const { p50, p95 } = time;
    if (typeof p50 !== "number" || typeof p95 !== "number") return null;
    found.set(node, { p50, p95 });
  }
  return { machine, date, steps: found };
}

/** Reads the last measurement of the steps; null when there is none, or none that can be read. */
export function loadStepTimes({ root }: Pick<Layout, "root">): StepTimes | null {
  try {
    return timesIn(JSON.parse(readFileSync(join(root, stepTimesFile), "utf8")));
  } catch {
    return null;
  }
}
