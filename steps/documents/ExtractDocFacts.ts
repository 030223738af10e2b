import { extractFacts } from "#rag/documents/facts/extract-facts.ts";

import { step } from "../ragstep.gen.ts";

/** Turns what the parsers read into facts, each with page, span and confidence. */
export default step("ExtractDocFacts", {
  reads: ["parsed_docs"],
  writes: ["document_facts"],
  attrs: ["extraction_completed", "facts_count", "document_count", "unreadable_documents", "facts_with_span"],
  pure: true,
  run({ state, log }) {
    const { parsed_docs } = state;
    const document_facts = parsed_docs.flatMap(extractFacts);
    log({
      extraction_completed: true,
      facts_count: document_facts.length,
      document_count: parsed_docs.length,
      unreadable_documents: parsed_docs.filter(
        ({ fields, text }) => fields.length === 0 && text.pages.length === 0,
      ).length,
      facts_with_span: document_facts.filter(({ span }) => span !== null).length,
    });
    return { document_facts };
  },
});
