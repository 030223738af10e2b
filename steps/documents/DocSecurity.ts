import { step } from "../ragstep.gen.ts";

/** Takes out of each document what could act on whoever opens it, and notes what it was. */
export default step("DocSecurity", {
  reads: ["documents"],
  writes: ["sanitized_docs", "threat_details"],
  attrs: ["sanitization_completed", "document_count", "threats_removed", "threat_kinds", "changed_documents"],
  async run({ state, services, signal, log }) {
    // It brings a library that requests without attachments need not load.
    const { sanitizeDocument } = await import("#rag/documents/safety/sanitize-document.ts");
    const sanitized = state.documents.map((document) => {
      signal.throwIfAborted();
      return sanitizeDocument(document, services.settings.documents);
    });
    const threats = sanitized.flatMap((document) => document.threats);
    log({
      sanitization_completed: true,
      document_count: sanitized.length,
      threats_removed: threats.length,
      threat_kinds: [...new Set(threats.map(({ kind }) => kind))],
      changed_documents: sanitized.filter((document) => document.threats.length > 0).length,
    });
    return { sanitized_docs: sanitized.map(({ file }) => file), threat_details: threats };
  },
});
