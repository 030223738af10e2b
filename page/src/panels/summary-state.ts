import { batch, computed, signal } from "@preact/signals";
import type { RunsSummary } from "../../../src/server/api-schemas.ts";
import { summaryPaint } from "../model/summary-paint.ts";
import { edgeRows, stepRows } from "../model/summary-rows.ts";
import type { StepOrder } from "../model/summary-rows.ts";
import { graph, source } from "../page-state.ts";

/** Null before the first answer. */
export const sums = signal<RunsSummary | null>(null);
/** Why the sums are not as new as they could be; null when they are. */
export const sumsTrouble = signal<unknown>(null);
export const order = signal<StepOrder>("p95_ms");

export const steps = computed(() =>
  graph.value === null || sums.value === null ? [] : stepRows(graph.value, sums.value),
);
export const edges = computed(() =>
  graph.value === null || sums.value === null ? [] : edgeRows(graph.value, sums.value),
);
/** What the sums draw over the diagram; null before there are any. */
export const sumsPaint = computed(() =>
  sums.value === null ? null : summaryPaint(steps.value, edges.value),
);

let latest = 0;

/** Asks for the sums over the newest runs. */
export async function sumUp(runs: number): Promise<void> {
  const mine = ++latest;
  try {
    const answer = (await source.value?.summary(runs)) ?? null;
    if (mine !== latest) return;
    batch(() => {
      sums.value = answer;
      sumsTrouble.value = null;
    });
  } catch (error) {
    if (mine === latest) sumsTrouble.value = error;
  }
}
