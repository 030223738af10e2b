import { z } from "zod";

const recordSchema = z.object({
  time: z.number().optional(),
  run_id: z.string(),
  request_id: z.string(),
  step: z.number().nullable(),
  node: z.string(),
  visit: z.number().int(),
  attempt: z.number().int(),
  outcome: z.union([z.string(), z.array(z.string()), z.null()]),
  edges: z.array(z.object({ target: z.string(), label: z.string().nullable() })),
  latency_ms: z.number().nullable(),
  wait_ms: z.number().optional(),
  attrs: z.looseObject({ processing_stage: z.enum(["completed", "skipped", "retrying", "failed"]) }),
  error_code: z.string().optional(),
  error_message: z.string().optional(),
});

/** A line of the log that tells of a step, as the engine writes it through pino. */
export type LogRecord = z.infer<typeof recordSchema>;

/** Takes a parsed line for a record of a step; undefined when it is none. */
export function asLogRecord(value: unknown): LogRecord | undefined {
  return recordSchema.safeParse(value).data;
}
