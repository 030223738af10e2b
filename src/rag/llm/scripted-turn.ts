import { z } from "zod";

const failure = z.union([
  z.strictObject({
    before_first: z.literal(true),
    status: z.int().min(100).max(599).optional(),
    retryable: z.boolean().optional(),
    message: z.string().optional(),
  }),
  z.strictObject({
    after_tokens: z.int().min(1),
    status: z.int().min(100).max(599).optional(),
    retryable: z.boolean().optional(),
    message: z.string().optional(),
  }),
]);

const toolCall = z.strictObject({
  id: z.string().min(1).optional(),
  name: z.string().min(1),
  arguments: z.record(z.string(), z.unknown()).default({}),
});

/** One call of a scripted model: what it says, how slowly, which tools it asks for, where it breaks. */
export const scriptedTurnSchema = z.strictObject({
  /** Said word by word. */
  text: z.string().optional(),
  /** Said exactly in these parts; wins over `text`. */
  tokens: z.array(z.string()).optional(),
  /** Waited before each token, in milliseconds of the run's clock. */
  delay_ms: z.number().min(0).optional(),
  tool_calls: z.array(toolCall).optional(),
  fail: failure.optional(),
});

export type ScriptedTurn = z.infer<typeof scriptedTurnSchema>;
