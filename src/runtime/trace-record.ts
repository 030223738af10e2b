import { z } from "zod";

const base = { run_id: z.string(), seq: z.number().int(), time: z.number() };
const ofStep = { ...base, node: z.string(), step: z.number().nullable(), visit: z.number().int() };
const error = z.object({ code: z.string(), message: z.string() });

// What is drawn and counted of a run; the other events are known by their type alone.
const recordSchema = z.discriminatedUnion("type", [
  z.object({ ...base, type: z.literal("run-started"), entry: z.string(), graph_hash: z.string() }),
  z.object({ ...ofStep, type: z.literal("step-started") }),
  z.object({ ...ofStep, type: z.literal("emitted") }),
  z.object({
    ...ofStep,
    type: z.literal("step-retry"),
    attempt: z.number().int(),
    error,
    wait_ms: z.number(),
  }),
  z.object({
    ...ofStep,
    type: z.literal("step-completed"),
    outcome: z.union([z.string(), z.array(z.string()), z.null()]),
    attrs: z.record(z.string(), z.unknown()),
    wrote: z.array(z.string()),
    next: z.array(z.string()),
    skipped: z.boolean(),
    latency_ms: z.number(),
  }),
  z.object({
    ...ofStep,
    type: z.literal("step-failed"),
    error,
    next: z.array(z.string()),
    latency_ms: z.number(),
  }),
  z.object({
    ...base,
    type: z.literal("edge-taken"),
    source: z.string(),
    target: z.string(),
    label: z.string().nullable(),
  }),
  z.object({ ...base, type: z.literal("response"), node: z.string() }),
  z.object({
    ...base,
    type: z.literal("run-ended"),
    status: z.enum(["completed", "failed", "cancelled"]),
    latency_ms: z.number(),
    error: error.optional(),
  }),
]);

/** A line of a trace: one event of a run. */
export type TraceRecord = z.infer<typeof recordSchema>;

/** Takes a parsed line for an event of a run; undefined when it is none. */
export function asTraceRecord(value: unknown): TraceRecord | undefined {
  return recordSchema.safeParse(value).data;
}
