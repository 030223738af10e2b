import { citationsOf } from "#rag/llm/citations.ts";
import { formatSse, type SseEvent } from "#rag/streaming/format-sse.ts";

import { step } from "../ragstep.gen.ts";

/** Turns the text into event-stream frames; after its end come citations and usage, where the options ask for them. */
export default step("WriteSSE", {
  reads: ["single_pass_stream", "stream_configuration", "citations", "response_metadata", "final_answer"],
  optional: {
    passages: "cites what was known before the answer came",
    llm_answer: "knows no usage",
    cached_answer: "takes the usage from the model's answer",
    pii_vault: "leaves the names of attachments as they are",
  },
  writes: ["sse_stream"],
  attrs: [
    "chunks_formatted",
    "format_configured",
    "event",
    "include_id",
    "include_usage",
    "include_metadata",
  ],
  pure: true,
  run({ state, log }) {
    const { event, include_id, retry_ms, include_usage, include_metadata } = state.stream_configuration;
    const answer = state.final_answer ?? state.llm_answer ?? null;
    const live = state.final_answer !== null;
    const trailer = async (): Promise<readonly SseEvent[]> => {
      const events: SseEvent[] = [];
      const whole = await answer?.completion;
      if (include_metadata) {
        const { passages, response_metadata, pii_vault } = state;
        // Only now is it known which of the passages an answer names that was still coming.
        const named = live && passages !== undefined && whole !== undefined;
        const cited = named ? citationsOf(passages, whole.text) : state.citations;
        const citations = cited.map((citation) => ({
          ...citation,
          title: pii_vault?.restore(citation.title) ?? citation.title,
        }));
        events.push({ event: "metadata", data: JSON.stringify({ citations, ...response_metadata }) });
      }
      if (include_usage) {
        const usage = state.cached_answer?.usage ?? whole?.usage ?? null;
        events.push({ event: "usage", data: JSON.stringify(usage) });
      }
      return events;
    };
    log({
      chunks_formatted: true,
      format_configured: true,
      event: event ?? null,
      include_id,
      include_usage,
      include_metadata,
    });
    return { sse_stream: formatSse(state.single_pass_stream, { event, include_id, retry_ms, trailer }) };
  },
});
