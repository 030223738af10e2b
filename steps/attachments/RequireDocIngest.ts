import { documentToolName } from "#rag/tools/catalogue.ts";

import { step } from "../ragstep.gen.ts";

/** Plans that the documents are read before anything is answered: golden answers know nothing of them. */
export default step("RequireDocIngest", {
  reads: ["extracted_docs"],
  writes: ["required_tool"],
  attrs: ["planning_hint", "document_count", "requires_doc_ingest_first", "defer_golden_lookup"],
  pure: true,
  run({ state, log }) {
    log({
      planning_hint: "doc_ingest_before_golden_kb",
      document_count: state.extracted_docs.length,
      requires_doc_ingest_first: true,
      defer_golden_lookup: true,
    });
    return { required_tool: documentToolName };
  },
});
