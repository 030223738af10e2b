import type { CachedAnswer } from "#rag/cache/types.ts";

/** An answer as the cache keeps it. */
export const cachedAnswer: CachedAnswer = {
  content: "L'aliquota ordinaria è il 22%.",
  provider: "cloud",
  model: "small",
  usage: { input_tokens: 1000, output_tokens: 500 },
  citations: [{ title: "Aliquote IVA", source: "DPR 633/1972 art. 16" }],
  cached_at: "2026-03-10T00:00:00.000Z",
};

export const epochs = { kb_epoch: "1", golden_epoch: "2", ccnl_epoch: "3", parser_version: "1" };
