import { z } from "zod";

import type { CachedAnswer } from "#rag/cache/types.ts";
import { actions, type Classification, domains, type DomainScores } from "#rag/classify/types.ts";
import type { AtomicFact, CanonicalFact } from "#rag/facts/types.ts";
import type { Citation, GoldenMatch } from "#rag/golden/types.ts";
import type { ChatMessage, CostEstimate, ModelOffer, Passage, ToolCall } from "#rag/llm/types.ts";
import type { KnowledgeHit } from "#rag/retrieval/types.ts";

const share = z.number().min(0).max(1);
const strings: z.ZodType<readonly string[]> = z.array(z.string());

export const toolCall: z.ZodType<ToolCall> = z.object({
  id: z.string(),
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()),
});

export const chatMessage: z.ZodType<ChatMessage> = z.object({
  role: z.enum(["system", "user", "assistant", "tool"]),
  content: z.string(),
  tool_calls: z.array(toolCall).optional(),
  tool_call_id: z.string().optional(),
  name: z.string().optional(),
});

export const passage: z.ZodType<Passage> = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  source: z.string(),
  score: z.number(),
  place: z
    .object({
      document: z.string(),
      page: z.number().int(),
      span: z.object({ start: z.number().int(), end: z.number().int() }).nullable(),
    })
    .optional(),
  complete: z.boolean().optional(),
});

export const modelOffer: z.ZodType<ModelOffer> = z.object({
  provider: z.string(),
  model: z.string(),
  input_price: z.number().min(0),
  output_price: z.number().min(0),
  quality: share,
  priority: z.number(),
  region: z.string(),
});

export const costEstimate: z.ZodType<CostEstimate> = z.object({
  input_tokens: z.number(),
  output_tokens: z.number(),
  cost: z.number().min(0),
});

const factFields = {
  kind: z.enum(["money", "percentage", "date", "period", "entity", "profession", "place", "law", "tax_code"]),
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
};
export const atomicFact: z.ZodType<AtomicFact> = z.object(factFields);
export const canonicalFact: z.ZodType<CanonicalFact> = z.object({ ...factFields, value: z.string() });

export const classification: z.ZodType<Classification> = z.object({
  domain: z.enum(domains),
  action: z.enum(actions),
  confidence: share,
  source: z.enum(["rules", "llm"]),
  reasoning: z.string(),
});

export const domainScores: z.ZodType<DomainScores> = z.object({
  domain_scores: z.record(z.enum(domains), share),
  action_scores: z.record(z.enum(actions), share),
  best_domain: z.enum(domains),
  best_action: z.enum(actions),
  domain_confidence: share,
  action_confidence: share,
});

export const citation: z.ZodType<Citation> = z.object({
  title: z.string(),
  source: z.string(),
  document_id: z.string().optional(),
  url: z.string().optional(),
  page: z.number().int().optional(),
  spans: z.array(z.object({ start: z.number().int(), end: z.number().int() })).optional(),
});

export const goldenMatch: z.ZodType<GoldenMatch> = z.object({
  faq_id: z.string(),
  question: z.string(),
  answer: z.string(),
  citations: z.array(citation),
  category: z.string(),
  tags: strings,
  updated_at: z.string(),
  version: z.number().int(),
  match_type: z.enum(["signature", "semantic"]),
  similarity_score: share,
});

export const knowledgeHit: z.ZodType<KnowledgeHit> = z.object({
  id: z.string(),
  document_id: z.string(),
  title: z.string(),
  text: z.string(),
  source: z.string(),
  tags: strings,
  updated_at: z.string(),
  quality: share,
  authority: share,
  score: z.number(),
  parts: z.object({
    bm25: z.number(),
    vector: z.number(),
    recency: z.number(),
    quality: z.number(),
    authority: z.number(),
  }),
});

export const cachedAnswer: z.ZodType<CachedAnswer> = z.object({
  content: z.string(),
  provider: z.string(),
  model: z.string(),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }),
  citations: z.array(citation),
  cached_at: z.string(),
});
