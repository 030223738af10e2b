import { collectAnswer } from "#rag/llm/collect-answer.ts";

import { step } from "../ragstep.gen.ts";

/** The answer as one JSON object, with the user's own data in the places where placeholders stood. */
export default step("ReturnComplete", {
  reads: ["response_content", "citations", "response_metadata", "session_data"],
  optional: {
    final_answer: "has the whole answer already",
    pii_vault: "leaves the answer as it is",
  },
  writes: ["status_code", "response_headers", "response_body"],
  attrs: ["chat_response_prepared", "response_type", "source_step", "content_length", "citation_count"],
  async run({ state, log }) {
    const {
      response_content,
      final_answer,
      citations,
      response_metadata: metadata,
      pii_vault,
      session_data,
    } = state;
    // A stream that nobody wants after all is read to its end.
    const late = response_content === null && final_answer ? await collectAnswer(final_answer) : null;
    const text = response_content ?? late?.whole?.text ?? "";
    const restore = (held: string): string => pii_vault?.restore(held) ?? held;
    const content = restore(text);
    log({
      chat_response_prepared: true,
      response_type: "json",
      source_step: metadata.source,
      content_length: content.length,
      citation_count: citations.length,
    });
    return {
      status_code: 200,
      response_headers: { "Content-Type": "application/json; charset=utf-8" },
      response_body: {
        message: { role: "assistant", content },
        // The name of an attachment may hold what a placeholder stands for.
        citations: citations.map((citation) => ({ ...citation, title: restore(citation.title) })),
        metadata,
        session_id: session_data.id,
      },
    };
  },
});
