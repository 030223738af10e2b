import { z } from "zod";

const schemaObject = z.record(z.string(), z.unknown());
const described = z.looseObject({
  name: z.string().min(1),
  description: z.string().nullish(),
  parameters: schemaObject.nullish(),
});
const tool = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("function"), function: described }),
  z.looseObject({ type: z.literal("custom"), custom: z.looseObject({ name: z.string().min(1) }) }),
]);
const ownTools = "must be `none` or `auto`: the graph chooses among its own tools, and runs them";
const tokens = z.int().min(1);
const penalty = z.number().min(-2).max(2);

/**
 * What OpenAI's protocol lets a client say beside model, messages and stream. The graph decides all of it by itself, so
 * what is allowed is not used, and what is no such value is refused, as it is by OpenAI.
 */
export const parameters = {
  audio: z.looseObject({}).nullish(),
  frequency_penalty: penalty.nullish(),
  function_call: z.enum(["none", "auto"], ownTools).nullish(),
  functions: z.array(described).nullish(),
  logit_bias: z.record(z.string(), z.number().min(-100).max(100)).nullish(),
  logprobs: z.boolean().nullish(),
  max_completion_tokens: tokens.nullish(),
  max_tokens: tokens.nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  modalities: z.array(z.enum(["text", "audio"])).nullish(),
  n: z.literal(1, "must be 1: the graph gives one answer").nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  prediction: z.looseObject({}).nullish(),
  presence_penalty: penalty.nullish(),
  prompt_cache_key: z.string().nullish(),
  reasoning_effort: z.string().nullish(),
  response_format: z.looseObject({ type: z.literal("text", "must be `text`") }).nullish(),
  safety_identifier: z.string().nullish(),
  seed: z.int().nullish(),
  service_tier: z.string().nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  store: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  tool_choice: z.enum(["none", "auto"], ownTools).nullish(),
  tools: z.array(tool).nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  user: z.string().nullish(),
  verbosity: z.string().nullish(),
  web_search_options: z.looseObject({}).nullish(),
};
