import { z } from "zod";
import type { PiiVault } from "#rag/pii/types.ts";
import { key, type ResponseSink } from "#ragstep";
import { sniffedDocument } from "../document-schemas.ts";
import { atomicFact, canonicalFact, chatMessage } from "../schemas.ts";
import { live, count, turn } from "./values.ts";

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

/** Keys of the request, privacy, the question and its attachments. */
export const requestKeys = {
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
};
