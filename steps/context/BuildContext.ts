import { mergeHits, toPassages } from "#rag/context/merge-hits.ts";

import { step } from "../ragstep.gen.ts";

/** Puts facts and passages into one text for the prompt, within the budget of tokens. */
export default step("BuildContext", {
  reads: ["canonical_facts", "knowledge_items"],
  optional: { pre_context: "No golden answer was overtaken: facts and passages alone make the context." },
  writes: ["merged_context", "passages"],
  attrs: [
    "context_merged",
    "token_count",
    "source_distribution",
    "context_quality_score",
    "passages_used",
    "max_context_tokens",
  ],
  run({ state, services, log }) {
    const { max_tokens } = services.settings.context;
    // What overtook the golden answer goes first: it must not fall out of the budget.
    const hits = mergeHits(state.pre_context?.changes ?? [], state.knowledge_items);
    const built = services.context.build({
      facts: state.canonical_facts,
      hits,
      golden: state.pre_context?.golden,
      max_tokens,
    });
    log({
      context_merged: built.text !== "",
      token_count: built.token_count,
      source_distribution: built.distribution,
      context_quality_score: built.quality,
      passages_used: built.used.length,
      max_context_tokens: max_tokens,
    });
    return { merged_context: built.text, passages: toPassages(hits, built.used) };
  },
});
