import { attachedFiles } from "#rag/attachments/attached-files.ts";
import { sniff } from "#rag/documents/sniff.ts";
import { documentCalls, filesOf } from "#rag/tools/document-calls.ts";

import { step } from "../ragstep.gen.ts";

/** Gathers the attachments that the model's calls ask for, each content once. */
export default step("DocIngest", {
  reads: ["tool_calls", "validated_request"],
  writes: ["documents"],
  attrs: ["attachment_count", "processed_count", "success", "call_count"],
  pure: true,
  run({ state, log }) {
    const files = attachedFiles(state.validated_request.attachments);
    const calls = documentCalls(state.tool_calls);
    const wanted = new Set(calls.flatMap((call) => filesOf(call, files)).map(({ hash }) => hash));
    const documents = files
      .filter(({ hash }) => wanted.has(hash))
      .map((file) => ({ ...file, kind: sniff(file.bytes) }));
    log({
      attachment_count: files.length,
      processed_count: documents.length,
      success: documents.length > 0,
      call_count: calls.length,
    });
    return { documents };
  },
});
