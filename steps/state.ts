import { z } from "zod";

import { goldenCandidate, goldenProposal } from "#rag/curation/candidate-schema.ts";
import { feedSource } from "#rag/ingestion/feed-source.ts";
import { agreementSchema } from "#rag/ccnl/agreement.ts";
import { calculationSchema } from "#rag/ccnl/request.ts";
import type { DocumentFile } from "#rag/documents/types.ts";
import type { ModelAnswer } from "#rag/llm/types.ts";
import type { PiiVault } from "#rag/pii/types.ts";
import type { ResponseWriter } from "#rag/streaming/response-writer.ts";
import { defineState, engineKeys, key, type ResponseSink } from "#ragstep";

import {
  classifiedDocument,
  documentFact,
  fileProblem,
  parsedDocument,
  sniffedDocument,
  threat,
} from "./document-schemas.ts";
import {
  approval,
  collectedFeedback,
  expertFeedback,
  expertValidation,
  feedbackAction,
  feedbackSubmission,
  publishedGolden,
} from "./feedback-schemas.ts";
import { ingestionProblem, ingestionReport, readFeed, storedDocument } from "./ingestion-schemas.ts";
import {
  atomicFact,
  cachedAnswer,
  canonicalFact,
  chatMessage,
  citation,
  classification,
  costEstimate,
  domainScores,
  goldenMatch,
  knowledgeHit,
  modelOffer,
  passage,
  toolCall,
} from "./schemas.ts";

const live = <T extends object>() => z.custom<T>((value) => typeof value === "object" && value !== null);
const count = z.number().int().min(0);

const turn = z.object({ role: z.enum(["user", "assistant", "system"]), content: z.string() });

/** A body as it was accepted: defaults filled in, unknown fields gone. */
const chatBody = z.object({
  messages: z.array(turn),
  attachments: z.array(
    z.object({ filename: z.string(), mime_type: z.string().optional(), content_base64: z.string() }),
  ),
  /** As sent; step 104 decides what it means. */
  stream: z.unknown().optional(),
  stream_options: z.record(z.string(), z.unknown()),
  feedback: z.record(z.string(), z.unknown()).nullable(),
});
export type ChatBody = z.infer<typeof chatBody>;

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

/** Every key a run of the chat graph may hold. */
export const state = defineState({
  ...engineKeys,

  // The request as it came in.
  request_id: key(z.string(), { input: true, doc: "Id of the request, taken from the client or made." }),
  http_request: key(
    z.object({
      method: z.string(),
      path: z.string(),
      /** Names in lower case. */
      headers: z.record(z.string(), z.string()),
      body: z.unknown().optional(),
    }),
    { input: true, pii: true, doc: "The HTTP request." },
  ),
  response_sink: key(live<ResponseSink>(), {
    input: "optional",
    transient: true,
    doc: "Where the bytes of a streamed response go.",
  }),
  streaming: key(z.object({ requested: z.boolean() }), {
    input: "optional",
    doc: "A transport's own decision to stream; it goes before the body's.",
  }),

  // request and privacy
  request_metadata: key(
    z.object({
      request_id: z.string(),
      method: z.string(),
      url: z.string(),
      content_type: z.string(),
      user_agent: z.string(),
    }),
    { doc: "What is known of the request without reading its body." },
  ),
  validated_request: key(chatBody, {
    pii: true,
    doc: "The body after validation; empty lists when it was refused.",
  }),
  validation_errors: key(
    z.array(
      z.object({
        field: z.string(),
        code: z.enum(["invalid", "method_not_allowed", "payload_too_large", "unsupported_media_type"]),
        message: z.string(),
      }),
    ),
    { doc: "All that is wrong with the request, without what the client wrote." },
  ),
  authentication: key(z.object({ ok: z.boolean(), code: z.string().nullable() }), {
    doc: "Whether the caller is known, and if not, why.",
  }),
  session_data: key(z.object({ id: z.string().nullable(), user_id: z.string().nullable() }), {
    doc: "Session and user; null before authentication.",
  }),
  user: key(
    z.object({
      id: z.string(),
      role: z.enum(["anonymous", "user", "expert", "admin"]),
      anonymize_requests: z.boolean().nullable(),
    }),
    { doc: "The caller, with the privacy choice that overrides the installation's; null when not made." },
  ),
  anonymized_messages: key(z.array(turn), { doc: "The messages with placeholders for personal data." }),
  pii_types: key(z.array(z.string()), { doc: "Kinds of personal data found." }),
  pii_count: key(count, { doc: "How many places with personal data were replaced." }),
  pii_vault: key(live<PiiVault>(), {
    transient: true,
    pii: true,
    doc: "The originals behind the placeholders.",
  }),
  raw_messages: key(z.array(turn), { pii: true, doc: "The conversation as the workflow starts with it." }),
  processing_started_at: key(z.number(), { doc: "Milliseconds since 1970 when the workflow began." }),

  // query, facts, attachments
  messages: key(z.array(chatMessage), { pii: true, doc: "The conversation as it goes to a model." }),
  user_query: key(z.string(), { pii: true, doc: "The last user message; empty when there is none." }),
  query_complexity: key(z.enum(["simple", "medium", "complex"]), {
    doc: "By length: under 50, under 150 characters, more.",
  }),
  atomic_facts: key(z.array(atomicFact), { pii: true, doc: "Facts found in the question." }),
  canonical_facts: key(z.array(canonicalFact), { pii: true, doc: "The same facts in one spelling." }),
  fingerprints: key(
    z.array(z.object({ hash: z.string(), filename: z.string(), size: count, mime_type: z.string() })),
    { pii: true, doc: "SHA-256 (hex) of each attachment's bytes, in the order of the request." },
  ),
  query_signature: key(z.string(), { doc: "SHA-256 (hex) of question and facts." }),
  default_prompt_reason: key(z.string(), { doc: "Why the workflow goes on without a classification." }),

  // attachments
  extracted_docs: key(z.array(sniffedDocument), {
    pii: true,
    doc: "What a first look at each attachment tells, each content once.",
  }),
  required_tool: key(z.string(), {
    doc: "The tool that the model must use before it answers, because the question depends on a document.",
  }),

  // documents
  documents: key(z.array(live<DocumentFile>()), {
    transient: true,
    pii: true,
    doc: "The attachments that the model asked for, as they were sent, each content once.",
  }),
  attachment_errors: key(z.array(fileProblem), {
    pii: true,
    doc: "Why the attachments are not accepted; empty when they are.",
  }),
  sanitized_docs: key(z.array(live<DocumentFile>()), {
    transient: true,
    pii: true,
    doc: "The same documents without anything that acts when they are opened.",
  }),
  threat_details: key(z.array(threat), { doc: "What was taken out of the documents." }),
  classified_docs: key(z.array(classifiedDocument), {
    pii: true,
    doc: "What each document is, with the words that tell it.",
  }),
  parsed_docs: key(z.array(parsedDocument), {
    pii: true,
    merge: { unionBy: "hash" },
    doc: "What the parsers read, one entry a document.",
  }),
  document_facts: key(z.array(documentFact), {
    pii: true,
    doc: "What the documents say, each with page, span and confidence.",
  }),
  stored_blobs: key(z.array(z.object({ hash: z.string(), blob_id: z.string(), expires_at: z.string() })), {
    doc: "The encrypted copies that were kept, with the moment they end.",
  }),
  ledger_entries: key(z.array(z.object({ hash: z.string(), seq: count, entry_hash: z.string() })), {
    doc: "The entries in the ledger that say where the facts come from.",
  }),

  // golden
  golden_match: key(goldenMatch.nullable(), { doc: "The nearest golden answer." }),
  kb_recent_changes: key(z.array(knowledgeHit), {
    doc: "Knowledge about the question that changed since the golden answer.",
  }),
  pre_context: key(z.object({ golden: goldenMatch, changes: z.array(knowledgeHit) }), {
    doc: "A golden answer that newer knowledge overtakes, with that knowledge.",
  }),

  // classify
  rule_based_classification: key(classification, { doc: "What the keyword rules say." }),
  domain_scores: key(domainScores, { doc: "Keyword scores of each field and kind of request." }),
  llm_classification: key(classification.nullable(), {
    doc: "What a model says; null when it gave no usable answer.",
  }),
  classification: key(classification, { doc: "The classification that holds." }),

  // context and prompt
  knowledge_items: key(z.array(knowledgeHit), { doc: "Passages retrieved for the question, best first." }),
  merged_context: key(z.string(), { pii: true, doc: "Facts and passages as the prompt carries them." }),
  passages: key(z.array(passage), {
    doc: "The passages in the context, for citations and for the extractive model.",
  }),
  prompt_context: key(z.object({ context: z.string(), selection_reason: z.string() }), {
    pii: true,
    doc: "What the system prompt is to carry, and why the prompt is chosen.",
  }),
  system_prompt: key(z.string(), { pii: true, doc: "The instruction for the model." }),

  // provider
  routing_request: key(
    z.object({
      strategy: z.string(),
      max_cost_eur: z.number(),
      preferred_provider: z.string().nullable(),
      regions: z.array(z.string()).nullable(),
    }),
    { doc: "How to choose a model: strategy, budget in EUR, preferences." },
  ),
  routing_strategy: key(z.string(), { doc: "The strategy applied, in upper case." }),
  provider_choice: key(modelOffer.nullable(), {
    doc: "The offer the strategy prefers; null when none fits.",
  }),
  cost_estimate: key(costEstimate.nullable(), { doc: "Tokens and EUR expected of the chosen offer." }),
  model_offer: key(modelOffer, { doc: "The model that will be called." }),

  // cache
  query_hash: key(z.string(), { doc: "SHA-256 (hex) of messages, model and temperature." }),
  epochs: key(
    z.object({
      kb_epoch: z.string(),
      golden_epoch: z.string(),
      ccnl_epoch: z.string(),
      parser_version: z.string(),
    }),
    { doc: "Versions of everything an answer may rest on." },
  ),
  cache_key: key(z.string(), { doc: "Key of the answer in the cache: hash, documents, epochs." }),
  cache_claim: key(live<{ readonly release: () => void }>(), {
    transient: true,
    doc: "That this run computes the answer others wait for; released when there will be none.",
  }),
  cached_answer: key(cachedAnswer, { doc: "The answer found in the cache." }),

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

  // metrics and feedback
  metrics: key(
    z.object({
      response_time_ms: z.number(),
      total_tokens: count,
      cost_eur: z.number(),
      cache_hit: z.boolean(),
      failed_tasks: count,
    }),
    { output: true, doc: "What this run used." },
  ),
  feedback_ui: key(
    z.object({ displayed: z.boolean(), reason: z.string().nullable(), options: z.array(z.string()) }),
    { doc: "The feedback form offered with the answer." },
  ),
  feedback_reason: key(z.string(), { doc: "Why feedback is taken or not." }),
  feedback_submission: key(feedbackSubmission.nullable(), {
    doc: "The feedback as it was understood, without personal data; null when it cannot be.",
  }),
  faq_feedback: key(z.object({ feedback_id: z.string(), faq_id: z.string().nullable() }).nullable(), {
    doc: "Feedback on a golden answer; null when it was not stored.",
  }),
  knowledge_feedback: key(z.object({ feedback_id: z.string(), knowledge_item_id: z.string() }).nullable(), {
    doc: "Feedback on a passage; null when it was not stored.",
  }),
  collected_feedback: key(collectedFeedback.nullable(), {
    doc: "All that was said of the answer, brought together for the expert's record; null when it was not understood.",
  }),
  expert_validation: key(expertValidation, {
    doc: "Who gives the feedback and how far that person is trusted.",
  }),
  feedback_rejection: key(
    z.object({
      reason: z.enum(["insufficient_trust_score", "context_validation_error", "processing_error"]),
      message: z.string(),
    }),
    { output: true, doc: "Why the feedback changes nothing, in words for the one who gave it." },
  ),
  expert_feedback: key(expertFeedback, { doc: "The record of an expert's feedback." }),
  feedback_created: key(z.boolean(), { doc: "False when the expert's word on this run was stored before." }),
  feedback_action: key(feedbackAction, { doc: "What becomes of the feedback." }),

  // ingestion
  monitor_type: key(z.string(), {
    input: "optional",
    doc: "The group of feeds to look at; `all` for every group.",
  }),
  requested_feeds: key(z.array(feedSource), {
    input: "optional",
    doc: "Feeds to look at in place of the settings'.",
  }),
  feed_sources: key(z.array(feedSource), { doc: "The feeds that this run looks at." }),
  parsed_feeds: key(z.array(readFeed), { doc: "The feeds that could be read, with their items." }),
  feed_problems: key(z.array(ingestionProblem), { doc: "The feeds that could not be read, and why." }),
  ingested_documents: key(z.array(storedDocument), { doc: "The documents that were read and stored." }),
  known_items: key(count, { doc: "Items that were stored before, in the same revision." }),
  document_problems: key(z.array(ingestionProblem), {
    doc: "The documents that could not be read, and why.",
  }),
  ingestion_report: key(ingestionReport, { output: true, doc: "What a look at the feeds brought." }),

  // curation
  golden_proposals: key(z.array(goldenProposal), {
    doc: "What the rules on new knowledge propose for the golden set.",
  }),
  golden_candidates: key(z.array(goldenCandidate), {
    doc: "Changes of the golden set that are proposed, with where they come from.",
  }),
  golden_decisions: key(z.array(z.object({ candidate_id: z.string(), approval })), {
    doc: "What becomes of each candidate, in their order.",
  }),
  published_golden: key(z.array(publishedGolden), { doc: "What was changed in the golden set." }),
});
