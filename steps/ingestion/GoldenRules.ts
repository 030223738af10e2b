import { evaluateGolden } from "#rag/ingestion/golden-rules.ts";
import { isNews } from "#rag/ingestion/store-feed.ts";

import { step } from "../ragstep.gen.ts";

/** Lets the rules on new knowledge speak: which golden answers it overtakes, and which questions it answers anew. */
export default step("GoldenRules", {
  reads: ["parsed_feeds", "feed_problems", "ingested_documents", "known_items", "document_problems"],
  writes: ["golden_proposals", "ingestion_report"],
  attrs: ["candidates_generated", "obsolete_identified", "obsolete_ids"],
  async run({ state, stores, clock, signal, log }) {
    const { parsed_feeds: feeds, ingested_documents: documents } = state;
    const readers = { golden: stores.GoldenSetDB, knowledge: stores.KnowledgeStore };
    const proposals = await evaluateGolden(documents, readers, { now: clock.now(), signal });
    const obsolete = proposals.flatMap((one) => (one.kind === "obsolete" ? [one.faq_id] : []));
    log({
      candidates_generated: proposals.length - obsolete.length,
      obsolete_identified: obsolete.length,
      obsolete_ids: obsolete,
    });
    const news = documents.filter(({ outcome }) => isNews(outcome));
    const added = news.filter(({ outcome }) => outcome === "added").length;
    return {
      golden_proposals: [...proposals],
      ingestion_report: {
        feeds: feeds.length,
        unchanged_feeds: feeds.filter(({ unchanged }) => unchanged).length,
        items: feeds.reduce((sum, { items }) => sum + items.length, 0),
        added,
        changed: news.length - added,
        known: state.known_items + documents.length - news.length,
        chunks: news.reduce((sum, { chunks }) => sum + chunks, 0),
        golden_obsolete: obsolete.length,
        golden_new: proposals.length - obsolete.length,
        problems: [...state.feed_problems, ...state.document_problems],
      },
    };
  },
});
