import { z } from "zod";

/** How to stream, defaults filled in. */
export interface StreamOptions {
  readonly media_type: string;
  /** Characters at most in one chunk. */
  readonly chunk_size: number;
  /** A frame with the tokens used, at the end. */
  readonly include_usage: boolean;
  /** A frame with the citations and the answer's source, at the end. */
  readonly include_metadata: boolean;
  /** Seconds of silence before a comment frame. */
  readonly heartbeat_interval: number;
  /** Seconds without a byte before the stream is given up. */
  readonly connection_timeout: number;
  readonly enable_compression: boolean;
  readonly custom_headers: Readonly<Record<string, string>>;
  /** Name of the event each frame carries; without it a frame is a `message`. */
  readonly event?: string | undefined;
  readonly include_id: boolean;
  /** Milliseconds after which a client that lost the stream is to come back. */
  readonly retry_ms?: number | undefined;
}

const oneLine = z.string().regex(/^[^\r\n\0]+$/, "must be one line of text");
const seconds = z.number().positive().max(3600);

/** One option each: its own schema, so that one wrong value does not cost the others. */
export const streamOptionSchemas = {
  media_type: oneLine.default("text/event-stream"),
  chunk_size: z.int().min(1).max(65_536).default(1024),
  include_usage: z.boolean().default(false),
  include_metadata: z.boolean().default(true),
  heartbeat_interval: seconds.default(30),
  connection_timeout: seconds.default(300),
  enable_compression: z.boolean().default(false),
  custom_headers: z.record(z.string(), z.string()).default({}),
  event: oneLine.optional(),
  include_id: z.boolean().default(false),
  retry_ms: z.int().min(0).max(3_600_000).optional(),
} as const;

const schema = z.object(streamOptionSchemas);

/** An option that cannot be used: which, and what was expected of it. */
export interface StreamOptionProblem {
  readonly option: string;
  readonly message: string;
}

/**
 * Reads a body's `stream_options`. A value that cannot be used is replaced by its default and named in `problems`;
 * unknown options are named too. Never throws.
 */
export function readStreamOptions(raw: Readonly<Record<string, unknown>>): {
  readonly options: StreamOptions;
  readonly problems: readonly StreamOptionProblem[];
} {
  const problems: StreamOptionProblem[] = [];
  const usable: Record<string, unknown> = {};
  const known = new Map<string, z.ZodType>(Object.entries(streamOptionSchemas));
  for (const [option, value] of Object.entries(raw)) {
    const parsed = known.get(option)?.safeParse(value);
    if (parsed === undefined) problems.push({ option, message: "is not a stream option" });
    else if (parsed.success) usable[option] = value;
    else problems.push({ option, message: parsed.error.issues[0]?.message ?? "cannot be used" });
  }
  return { options: schema.parse(usable), problems };
}
