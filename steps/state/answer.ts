import { z } from "zod";
import { agreementSchema } from "#rag/ccnl/agreement.ts";
import { calculationSchema } from "#rag/ccnl/request.ts";
import type { ModelAnswer } from "#rag/llm/types.ts";
import type { ResponseWriter } from "#rag/streaming/response-writer.ts";
import type { UsageTracker } from "#rag/usage/types.ts";
import { key } from "#ragstep";
import { chatMessage, citation, passage, toolCall } from "../schemas.ts";
import { live, count } from "./values.ts";

const streamConfiguration = z.object({
  media_type: z.string(),
  /** Characters at most in one chunk. */
  chunk_size: count,
  include_usage: z.boolean(),
  include_metadata: z.boolean(),
  /** Seconds of silence before a comment frame. */
  heartbeat_interval: z.number(),
  /** Seconds without a byte before the stream is given up. */
  connection_timeout: z.number(),
  enable_compression: z.boolean(),
  custom_headers: z.record(z.string(), z.string()),
  /** Options of each frame; absent ones are not written. */
  event: z.string().optional(),
  include_id: z.boolean(),
  retry_ms: z.number().optional(),
});
export type StreamConfiguration = z.infer<typeof streamConfiguration>;

/** Keys of the model call, tools, the response and streaming. */
export const answerKeys = {
  // llm and tools
  attempt_number: key(z.number().int().min(1), { doc: "Which attempt at the model call this is." }),
  tried_offers: key(z.array(z.string()), { doc: "`provider/model` of each attempt so far." }),
  llm_answer: key(live<ModelAnswer>().nullable(), {
    transient: true,
    doc: "The answer that has begun; null when the call failed.",
  }),
  llm_error: key(z.object({ code: z.string(), message: z.string(), retryable: z.boolean() }).nullable(), {
    doc: "Why the last call failed before its first token.",
  }),
  completion_tasks: key(z.array(live<Promise<unknown>>()), {
    transient: true,
    merge: "append",
    doc: "Work that waits for the whole answer (cache, usage); settled before the run's metrics are collected.",
  }),
  usage_tracker: key(live<UsageTracker>(), {
    transient: true,
    doc: "Records what a further model call of the run uses, as the usage of the first is recorded.",
  }),
  assistant_message: key(chatMessage, {
    pii: true,
    doc: "The model's message, with the tool calls it asks for.",
  }),
  tool_calls: key(
    z.array(
      z.object({
        call: toolCall,
        type: z.enum(["Knowledge", "CCNL", "Document", "FAQ", "Unknown"]),
        problem: z.string().nullable(),
      }),
    ),
    { pii: true, doc: "The calls to make, each with its kind and what is wrong with its arguments." },
  ),
  tool_results: key(
    z.array(
      z.object({
        tool_call_id: z.string(),
        name: z.string(),
        ok: z.boolean(),
        content: z.string(),
        passages: z.array(passage),
      }),
    ),
    { pii: true, merge: { unionBy: "tool_call_id" }, doc: "What the tools gave back, one entry a call." },
  ),
  ccnl_lookups: key(
    z.array(
      z.object({
        tool_call_id: z.string(),
        agreement: agreementSchema.nullable(),
        level: z.string().nullable(),
        category: z.enum(["operaio", "impiegato"]).nullable(),
        service: z.object({ months: count, days: count }).nullable(),
        on: z.string().nullable(),
        calculation: calculationSchema,
      }),
    ),
    { pii: true, doc: "The calculations that were asked for, with the agreement that they are made under." },
  ),
  tool_messages: key(z.array(chatMessage), {
    pii: true,
    merge: { unionBy: "tool_call_id" },
    doc: "The tool results as messages, one for each call.",
  }),

  // response
  final_answer: key(live<ModelAnswer>().nullable(), {
    transient: true,
    doc: "The answer to hand out as it comes; null when it is complete already.",
  }),
  final_usage: key(z.object({ input_tokens: count, output_tokens: count }).nullable(), {
    doc: "What the model call after tools used; null without one, and while its answer is still coming.",
  }),
  response_content: key(z.string().nullable(), {
    pii: true,
    doc: "The whole answer, placeholders still in; null while it is still coming.",
  }),
  citations: key(z.array(citation), { doc: "What the answer rests on." }),
  response_metadata: key(
    z.object({
      source: z.enum(["golden", "cache", "llm", "tools", "error"]),
      provider: z.string().nullable(),
      model: z.string().nullable(),
      strategy: z.string().nullable(),
      cost_eur: z.number(),
      /** Of a whole answer after tools that the model did not end itself. */
      cut_by: z.enum(["length", "content-filter"]).optional(),
    }),
    { output: true, doc: "Where the answer comes from and what it cost, as far as known when it began." },
  ),
  processed_messages: key(z.array(z.object({ role: z.string(), content: z.string() })), {
    pii: true,
    doc: "The conversation as a client keeps it: user and assistant messages.",
  }),
  status_code: key(count, { output: true, doc: "HTTP status of the response." }),
  response_headers: key(z.record(z.string(), z.string()), {
    output: true,
    doc: "HTTP headers of the response.",
  }),
  response_body: key(z.unknown(), {
    output: true,
    pii: true,
    doc: "JSON body of a response that is not streamed.",
  }),

  // streaming
  streaming_requested: key(z.boolean(), { doc: "Whether the client gets a stream." }),
  stream_configuration: key(streamConfiguration, { doc: "How to stream, defaults filled in." }),
  client_origin: key(z.string(), { doc: "Origin header of a browser's request." }),
  sse_headers: key(z.record(z.string(), z.string()), {
    doc: "Headers of the event stream, in the order they are sent.",
  }),
  stream_context: key(
    z.object({
      session_id: z.string().nullable(),
      user_id: z.string().nullable(),
      provider: z.string().nullable(),
      model: z.string().nullable(),
      streaming_enabled: z.boolean(),
      message_count: count,
    }),
    { doc: "Whose stream it is and what feeds it." },
  ),
  streaming_setup: key(z.string(), { output: true, doc: "`configured` once headers and context are ready." }),
  validation_warnings: key(z.array(z.string()), {
    output: true,
    merge: "append",
    doc: "What looked wrong on the way to the stream; never blocks.",
  }),
  answer_stream: key(live<AsyncIterable<string>>(), {
    transient: true,
    pii: true,
    doc: "The answer's text, originals put back, cut into chunks.",
  }),
  single_pass_stream: key(live<AsyncIterable<string>>(), {
    transient: true,
    pii: true,
    doc: "The same text, guarded against a second reading.",
  }),
  sse_stream: key(live<AsyncIterable<string>>(), {
    transient: true,
    pii: true,
    doc: "The text as event-stream frames.",
  }),
  response_writer: key(live<ResponseWriter>(), {
    transient: true,
    doc: "The open response, with its compression.",
  }),
  client_connected: key(z.boolean(), { doc: "False once the client has gone." }),
  stream_error: key(z.string().nullable(), {
    doc: "Code of the error frame that ended the stream, if one did.",
  }),
  chunks_sent: key(count, { doc: "Frames written to the client." }),
  total_bytes: key(count, { doc: "Bytes written to the client, after compression." }),
  done_sent: key(z.boolean(), { output: true, doc: "Whether the closing frame was written." }),
};
