import { describeFacts, toPassages } from "#rag/documents/facts/describe-facts.ts";
import { protectFacts } from "#rag/documents/facts/protect-facts.ts";
import { relevantFacts } from "#rag/documents/facts/relevant-facts.ts";
import { documentCalls, filesOf } from "#rag/tools/document-calls.ts";

import { step } from "../ragstep.gen.ts";

/** Facts that a model is told at most for one call. */
const mostFacts = 120;
/** Of these, what an answer may quote and cite. */
const mostPassages = 40;

/**
 * Gives each call for documents its result: the facts nearest to the question, each with document, page and span. Personal data
 * goes to the model as placeholders where the conversation's does.
 */
export default step("ToToolResults", {
  reads: ["tool_calls", "sanitized_docs", "document_facts", "threat_details", "ledger_entries", "user_query"],
  optional: { pii_vault: "tells the model the facts as they are, as it was told the question" },
  writes: ["tool_results"],
  attrs: [
    "conversion_successful",
    "facts_count",
    "tool_message_length",
    "facts_told",
    "pii_replaced",
    "ledger_count",
  ],
  run({ state, services, log }) {
    const { document_facts, sanitized_docs, threat_details, pii_vault } = state;
    const before = pii_vault?.size ?? 0;
    const facts =
      pii_vault === undefined ? document_facts : protectFacts(document_facts, services.pii, pii_vault);
    let told = 0;
    const tool_results = documentCalls(state.tool_calls).map((checked) => {
      const { call, problem } = checked;
      const of = { tool_call_id: call.id, name: call.name };
      if (problem !== null) return { ...of, ok: false, content: problem, passages: [] };
      const wanted = new Set(filesOf(checked, sanitized_docs).map(({ hash }) => hash));
      const own = facts.filter(({ hash }) => wanted.has(hash));
      const chosen = relevantFacts(state.user_query, own, mostFacts);
      told += chosen.length;
      const content = describeFacts(
        chosen,
        threat_details.filter(({ hash }) => wanted.has(hash)),
      );
      return {
        ...of,
        ok: true,
        content,
        passages: [...toPassages(relevantFacts(state.user_query, own, mostPassages))],
      };
    });
    log({
      conversion_successful: tool_results.every(({ ok }) => ok),
      facts_count: document_facts.length,
      tool_message_length: tool_results.reduce((sum, { content }) => sum + content.length, 0),
      facts_told: told,
      pii_replaced: (pii_vault?.size ?? 0) - before,
      ledger_count: state.ledger_entries.length,
    });
    return { tool_results };
  },
});
