import { z } from "zod";
import { key } from "#ragstep";
import {
  cachedAnswer,
  classification,
  costEstimate,
  domainScores,
  goldenMatch,
  knowledgeHit,
  modelOffer,
  passage,
} from "../schemas.ts";
import { live } from "./values.ts";

/** Keys of golden answers, classification, context, prompt, provider and cache. */
export const knowledgeKeys = {
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
    { unrecorded: true, doc: "Versions of everything an answer may rest on." },
  ),
  cache_key: key(z.string(), {
    unrecorded: true,
    doc: "Key of the answer in the cache: hash, documents, epochs.",
  }),
  cache_claim: key(live<{ readonly release: () => void }>(), {
    transient: true,
    doc: "That this run computes the answer others wait for; released when there will be none.",
  }),
  cached_answer: key(cachedAnswer, { doc: "The answer found in the cache." }),
};
