import { attachedFiles } from "#rag/attachments/attached-files.ts";
import { lookAt } from "#rag/documents/first-look.ts";

import { step } from "../ragstep.gen.ts";

/** Has a first look at each attachment: what it is by its content, and what it is about where the beginning says so. */
export default step("QuickPreIngest", {
  reads: ["validated_request"],
  writes: ["extracted_docs"],
  attrs: [
    "extraction_completed",
    "document_count",
    "detected_types",
    "mislabelled_count",
    "potential_categories",
  ],
  pure: true,
  run({ state, log }) {
    const extracted_docs = attachedFiles(state.validated_request.attachments).map(lookAt);
    log({
      extraction_completed: true,
      document_count: extracted_docs.length,
      detected_types: extracted_docs.map(({ kind }) => kind),
      mislabelled_count: extracted_docs.filter(({ mime_agrees }) => !mime_agrees).length,
      potential_categories: extracted_docs.map(({ hint }) => hint),
    });
    return { extracted_docs };
  },
});
