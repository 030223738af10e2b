import { dependsOnDocument } from "#rag/attachments/depends-on-document.ts";

import { step } from "../ragstep.gen.ts";

/** Asks whether the question can only be answered from its attachments. */
export default step("DocDependent", {
  reads: ["user_query", "extracted_docs"],
  attrs: ["query_depends_on_doc", "document_count", "decision", "dependency_reasons"],
  pure: true,
  run({ state, log }) {
    const { depends, reasons } = dependsOnDocument(state.user_query, state.extracted_docs);
    log({
      query_depends_on_doc: depends,
      document_count: state.extracted_docs.length,
      decision: depends ? "dependent" : "independent",
      dependency_reasons: [...reasons],
    });
    return depends ? "Yes" : "No";
  },
});
