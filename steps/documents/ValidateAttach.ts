import { checkAttachments } from "#rag/documents/safety/check-attachments.ts";
import { documentCalls } from "#rag/tools/document-calls.ts";

import { step } from "../ragstep.gen.ts";

/** Measures the files against the limits: number, size, type, pages, and what they unfold to. Collects all that is wrong. */
export default step("ValidateAttach", {
  reads: ["documents", "tool_calls"],
  writes: ["attachment_errors"],
  attrs: ["validation_passed", "attachment_count", "error_count", "error_codes", "total_bytes"],
  run({ state, services, signal, log }) {
    const { documents } = state;
    const problems = documentCalls(state.tool_calls).map(({ problem }) => problem);
    // Calls that name nothing readable say so themselves; the files are not to blame.
    const attachment_errors = problems.every((problem) => problem !== null)
      ? problems.map((message) => ({ code: "invalid-arguments", filename: null, message }))
      : [...checkAttachments(documents, services.settings.documents, signal)];
    log({
      validation_passed: attachment_errors.length === 0,
      attachment_count: documents.length,
      error_count: attachment_errors.length,
      error_codes: attachment_errors.map(({ code }) => code),
      total_bytes: documents.reduce((sum, { bytes }) => sum + bytes.length, 0),
    });
    return { attachment_errors };
  },
});
