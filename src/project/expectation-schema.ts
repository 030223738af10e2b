import { z } from "zod";
import { UsageError } from "../diagnostics/errors.ts";

const outcome = z.union([z.string(), z.array(z.string())]);

const expectation = z.strictObject({
  /** How the run ends. */
  status: z.enum(["completed", "failed", "cancelled"]).optional(),
  status_code: z.int().optional(),
  /** The nodes in the order of completion, all of them. */
  path: z.array(z.string()).optional(),
  path_includes: z.array(z.string()).optional(),
  path_excludes: z.array(z.string()).optional(),
  /** Node to the outcome of its last visit. */
  outcomes: z.record(z.string(), outcome).optional(),
  /** Compared part by part: what is named must be there, the rest is free. Lists are compared as a whole. */
  response: z.unknown().optional(),
  /** Texts that the bytes sent to the client hold. */
  body_includes: z.array(z.string()).optional(),
  body_excludes: z.array(z.string()).optional(),
  /** Server-sent events, each without the blank line that ends it. */
  frames: z
    .strictObject({
      count: z.int().optional(),
      min_count: z.int().optional(),
      first: z.string().optional(),
      last: z.string().optional(),
      includes: z.array(z.string()).optional(),
      excludes: z.array(z.string()).optional(),
    })
    .optional(),
  /** Header names are compared without regard to case; null means that the header is not sent. */
  headers: z.record(z.string(), z.string().nullable()).optional(),
  log_includes: z.array(z.string()).optional(),
  log_excludes: z.array(z.string()).optional(),
});

/** What a run of a request file must do: its `expect` block. */
export type Expectation = z.infer<typeof expectation>;

const clientBehaviour = z.strictObject({
  /** The client goes away after it received this many server-sent events. */
  disconnect_after_frames: z.int().positive().optional(),
  /** It sends the request this many times, one after the other; the last run is the one shown and compared. */
  repeat: z.int().min(1).max(10).optional(),
});

/** How the client of a request file behaves; `{}` is one that stays to the end. */
export type ClientBehaviour = z.infer<typeof clientBehaviour>;

function read<T>(schema: z.ZodType<T>, block: string, value: unknown, shown: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(
    (issue) => `${[block, ...issue.path.map(String)].join(".")}: ${issue.message}`,
  );
  throw new UsageError("request-shape", `\`${shown}\` has a wrong \`${block}\` block: ${wrong.join("; ")}.`, {
    hint: `Known fields: ${Object.keys(schema instanceof z.ZodObject ? schema.shape : {}).join(", ")}.`,
  });
}

/** Checks an `expect` block; undefined stays undefined. Throws a `UsageError` naming every wrong field. */
export function readExpectation(value: unknown, shown: string): Expectation | undefined {
  return value === undefined ? undefined : read(expectation, "expect", value, shown);
}

/** Checks a `client` block. Throws a `UsageError` naming every wrong field. */
export function readClientBehaviour(value: unknown, shown: string): ClientBehaviour {
  return value === undefined ? {} : read(clientBehaviour, "client", value, shown);
}
