import { z } from "zod";
import type { Json } from "../definition/step.ts";
import { storedStatuses } from "./runs/run-rows.ts";
import type { RunsSummary } from "./runs/summarize.ts";
import type { MaskedValue, RunPage, StoredEvent, StoredRun } from "./runs/run-store.ts";

/** Why a request was not served. */
export const errorBodySchema = z.object({
  detail: z.string(),
  status_code: z.int(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })),
});

const errorInfo = z.object({
  code: z.string(),
  message: z.string(),
  node: z.string().optional(),
  hint: z.string().optional(),
});
const ms = z.number().describe("Milliseconds.");
const time = z.number().describe("Milliseconds since 1970-01-01 UTC.");

export const statusSchema = z.enum(storedStatuses);

export const runSchema: z.ZodType<StoredRun> = z.object({
  run_id: z.string(),
  request_id: z.string(),
  entry: z.string().describe("Node id."),
  route: z.string(),
  graph_hash: z.string(),
  user_id: z.string().nullable(),
  session_id: z.string().nullable(),
  started_at: time,
  status: statusSchema,
  ended_at: time.nullable(),
  latency_ms: ms.nullable(),
  steps: z.int(),
  retries: z.int(),
  status_code: z.int().nullable(),
  source: z.string().nullable(),
  error: errorInfo.nullable(),
});

export const runPageSchema: z.ZodType<RunPage> = z.object({
  runs: z.array(runSchema),
  next: z.string().nullable().describe("To be given back as `after`; null on the last page."),
});

const number = z.coerce.number().min(0);

/** Which runs a list holds: all that fit every field given. */
export const runQuerySchema = z.object({
  status: statusSchema.optional(),
  step: z.string().min(1).optional().describe("Node id of a step that the run came to."),
  outcome: z
    .string()
    .min(1)
    .optional()
    .describe("Of `step` when that is given, else of any; `error` for a failure."),
  min_ms: number.optional(),
  max_ms: number.optional(),
  text: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Part of an id, an address, a user, a source or an error."),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

const json: z.ZodType<Json> = z.json();

const maskedValue: z.ZodType<MaskedValue> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), value: json }),
  z.object({ kind: z.literal("masked"), type: z.string(), size: z.int() }),
  z.object({ kind: z.literal("live") }),
]);

const base = { n: z.int(), run_id: z.string(), time };
const event = { ...base, seq: z.int() };
const ofStep = { ...event, node: z.string(), step: z.int().nullable(), visit: z.int() };
const outcome = z.union([z.string(), z.array(z.string())]).nullable();

/** What happened in a run; `n` is the event's id. */
export const eventSchema: z.ZodType<StoredEvent> = z.discriminatedUnion("type", [
  z.object({ ...event, type: z.literal("run-started"), entry: z.string(), graph_hash: z.string() }),
  z.object({ ...ofStep, type: z.literal("step-started") }),
  z.object({ ...ofStep, type: z.literal("emitted"), name: z.string(), data: z.unknown() }),
  z.object({
    ...ofStep,
    type: z.literal("step-retry"),
    attempt: z.int(),
    error: errorInfo,
    attrs: z.record(z.string(), json).optional(),
    wait_ms: ms,
  }),
  z.object({
    ...ofStep,
    type: z.literal("step-completed"),
    attempt: z.int(),
    outcome,
    next: z.array(z.string()),
    attrs: z.record(z.string(), json),
    wrote: z.array(z.string()),
    skipped: z.boolean(),
    latency_ms: ms,
  }),
  z.object({
    ...ofStep,
    type: z.literal("step-failed"),
    attempt: z.int(),
    error: errorInfo,
    attrs: z.record(z.string(), json).optional(),
    next: z.array(z.string()),
    latency_ms: ms,
  }),
  z.object({
    ...event,
    type: z.literal("edge-taken"),
    source: z.string(),
    target: z.string(),
    label: z.string().nullable(),
  }),
  z.object({ ...event, type: z.literal("response"), node: z.string() }),
  z.object({
    ...event,
    type: z.literal("run-ended"),
    status: z.enum(["completed", "failed", "cancelled"]),
    steps: z.int(),
    latency_ms: ms,
    error: errorInfo.optional(),
  }),
  z.object({
    ...base,
    type: z.literal("state"),
    node: z.string(),
    visit: z.int(),
    patch: z.record(z.string(), maskedValue),
  }),
  z.object({
    ...base,
    type: z.literal("frame"),
    bytes: z.int(),
    text: z
      .string()
      .optional()
      .describe("For callers who may see personal data, while the run is held in memory."),
  }),
]);

/** Where in a run to begin. */
export const eventsQuerySchema = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe("The event's number; `Last-Event-ID` goes before it."),
});

const policy = z.object({
  timeout_ms: z.number().optional(),
  retry: z
    .object({ attempts: z.int(), backoff_ms: z.number(), factor: z.number(), jitter: z.number() })
    .optional(),
  max_visits: z.int().optional(),
  flag: z.string().optional(),
});

/** The graph as it runs here. */
export const graphSchema = z.object({
  hash: z.string(),
  diagram: z.string().describe("The Mermaid text."),
  lanes: z.array(z.object({ id: z.string(), title: z.string() })),
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["startEnd", "process", "decision", "error"]),
      label: z.string(),
      lane: z.string().nullable(),
      step: z.int().nullable(),
      step_id: z.string().nullable(),
      category: z.string().nullable(),
      owner: z.string().nullable(),
      status: z.enum(["active", "planned", "deprecated"]).nullable(),
      policy,
      outcomes: z.array(z.string()),
      doc: z.string().nullable().describe("The page of the step; relative to the project."),
      handler: z.string().nullable().describe("The file of its code; relative to the project."),
      stores: z.array(z.object({ store: z.string(), access: z.enum(["read", "write", "read-write"]) })),
      reads: z.array(z.string()),
      optional: z.record(z.string(), z.string()),
      writes: z.array(z.string()),
      attrs: z.array(z.string()),
    }),
  ),
  edges: z.array(
    z.object({
      source: z.string(),
      target: z.string(),
      label: z.string().nullable(),
      kind: z.enum(["control", "error"]),
    }),
  ),
  stores: z.array(z.object({ id: z.string(), label: z.string() })),
  entries: z.array(z.string()),
  keys: z.array(z.object({ name: z.string(), doc: z.string(), personal: z.boolean() })),
  trial_token: z
    .string()
    .optional()
    .describe("Lets anybody at this machine try the project out; not there where tokens are configured."),
});

export type GraphView = z.infer<typeof graphSchema>;

/** What people wrote for one node. */
export const graphNodeSchema = z.object({
  id: z.string(),
  doc: z.object({ path: z.string(), markdown: z.string() }).nullable(),
  handler: z.object({ path: z.string() }).nullable(),
});

export type GraphNodeView = z.infer<typeof graphNodeSchema>;

/** How many of the newest runs are summed up. */
export const summaryQuerySchema = z.object({ runs: z.coerce.number().int().min(1).max(1000).default(200) });

const times = z.object({ p50_ms: ms, p95_ms: ms, max_ms: ms }).nullable();
const sum = z.int().min(0);

/** Sums over the newest runs of the graph as it runs here. */
export const runsSummarySchema: z.ZodType<RunsSummary> = z.object({
  runs: sum.describe("How many were counted."),
  by_status: z.object({ running: sum, completed: sum, failed: sum, cancelled: sum, interrupted: sum }),
  by_answer: z
    .object({ ok: sum, refused: sum, error: sum })
    .describe("By HTTP status: below 400, below 500, from 500 on."),
  times: times.describe("Of runs that have ended."),
  nodes: z.array(
    z.object({
      id: z.string(),
      visits: sum.describe("Those that have ended."),
      outcomes: z.record(z.string(), sum).describe("A visit with several counts for each."),
      errors: sum.describe("Visits that failed for good."),
      retries: sum,
      times,
    }),
  ),
  edges: z.array(
    z.object({ source: z.string(), target: z.string(), label: z.string().nullable(), count: sum }),
  ),
});

export type { RunsSummary };

export const healthSchema = z.object({ status: z.enum(["ok", "ready", "shutting-down"]) });
