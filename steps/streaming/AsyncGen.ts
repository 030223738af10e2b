import { finishedText } from "#rag/llm/collect-answer.ts";
import { chunkText } from "#rag/streaming/chunk-text.ts";

import { step } from "../ragstep.gen.ts";

/**
 * The answer's text as it comes, with the user's own data in the places where placeholders stand. Its line carries the
 * warnings of the setup, whose own line has fixed attributes.
 */
export default step("AsyncGen", {
  reads: [
    "final_answer",
    "response_content",
    "stream_configuration",
    "stream_context",
    "validation_warnings",
  ],
  optional: { pii_vault: "leaves the answer as it is" },
  writes: ["answer_stream"],
  attrs: [
    "generator_created",
    "generator_configured",
    "provider",
    "model",
    "chunk_size",
    "live",
    "validation_warnings",
  ],
  pure: true,
  run({ state, log }) {
    const { final_answer, response_content, stream_configuration, stream_context, pii_vault } = state;
    const live = response_content === null && final_answer !== null;
    const text = live ? final_answer.text : finishedText(response_content ?? "");
    log({
      generator_created: true,
      generator_configured: true,
      provider: stream_context.provider,
      model: stream_context.model,
      chunk_size: stream_configuration.chunk_size,
      live,
    });
    const restored = pii_vault === undefined ? text : pii_vault.restoreStream(text);
    return { answer_stream: chunkText(restored, stream_configuration.chunk_size) };
  },
});
