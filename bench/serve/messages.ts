import { z } from "zod";

/** Where a helper listens. */
export const listening = z.object({ url: z.string() });

/** What a server that is asked for its live memory tells, in bytes. */
export const liveMemory = z.object({ live: z.int() });

/** How the model that stands in for a real one answers. */
export const modelSettings = z.object({
  /** Tokens of an answer. */
  tokens: z.int(),
  /** Of one answer. */
  tokensPerSecond: z.number(),
  /** So many calls are answered at once and fast, for warming up. */
  freely: z.int().default(0),
  /** Of the calls after these so many at a time are held until all of them are there; 0 holds none. */
  holdFor: z.int().default(0),
  /** Those that were held begin evenly over so many seconds. */
  spreadSeconds: z.number().default(0),
  /** Every so many calls the connection is cut in the middle of an answer; 0 never. */
  cutEvery: z.int().default(0),
});
export type ModelSettings = z.input<typeof modelSettings>;

/** What the readers of streams do. */
export const readerSettings = z.object({
  url: z.string(),
  streams: z.int(),
  tokens: z.int(),
  /** New streams a second. */
  perSecond: z.number(),
  /** Makes each question another one. */
  series: z.string(),
});
export type ReaderSettings = z.infer<typeof readerSettings>;

/** What the readers of streams saw. Times in milliseconds from the model's token to the client's byte. */
export const readerReport = z.object({
  streams: z.int(),
  /** Streams that ended with `[DONE]`. */
  whole: z.int(),
  frames: z.int(),
  lost: z.int(),
  reordered: z.int(),
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
  /** From the first token to the last, over all streams. */
  seconds: z.number(),
  /** The first thing that went wrong. */
  problem: z.string().nullable(),
});
export type ReaderReport = z.infer<typeof readerReport>;

/** What the askers of whole answers do. */
export const askerSettings = z.object({
  url: z.string(),
  body: z.string(),
  concurrency: z.int(),
  seconds: z.number(),
  /** What every answer must be, the fields that differ by request aside. */
  expect: z.string(),
});
export type AskerSettings = z.infer<typeof askerSettings>;

/** What the askers saw. Times in milliseconds. */
export const askerReport = z.object({
  requests: z.int(),
  wrong: z.int(),
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
});
export type AskerReport = z.infer<typeof askerReport>;

/** What the clients of the soak do. */
export const soakSettings = z.object({ url: z.string(), minutes: z.number() });

/** What the clients of the soak saw. */
export const soakReport = z.object({
  /** Requests by kind and by what came of them, such as `golden 200`. */
  outcomes: z.record(z.string(), z.int()),
  /** Runs whose id a client was told. */
  runIds: z.array(z.string()),
  /** What should not have come, each once. */
  surprises: z.array(z.string()),
});
