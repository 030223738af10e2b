import { askModel } from "#rag/llm/ask-model.ts";
import { callFailure } from "#rag/llm/call-failure.ts";
import { offerName } from "#rag/llm/choose-offer.ts";
import { decideStreaming } from "#rag/streaming/decide-streaming.ts";
import { documentToolName, offeredTools } from "#rag/tools/catalogue.ts";

import { step } from "../ragstep.gen.ts";

/**
 * Calls the model. For a client that wants a stream the answer is handed out at its first part, otherwise when it is
 * whole: in both cases a failure here comes before the client has seen anything, so it may be tried again. Where the model must
 * use a tool, its words before the call are no answer: the call is waited for.
 */
export default step("LLMCall", {
  reads: ["messages", "model_offer", "validated_request", "http_request"],
  optional: {
    passages: "calls the model without passages",
    attempt_number: "makes the first attempt",
    tried_offers: "has tried no model yet",
    streaming: "lets body and headers decide whether to stream",
    fingerprints: "offers no tool that reads attachments",
    required_tool: "leaves it to the model whether to use a tool",
  },
  writes: ["llm_answer", "llm_error", "attempt_number", "tried_offers"],
  attrs: [
    "llm_call_successful",
    "provider",
    "model",
    "response_time_ms",
    "error",
    "tools_provided",
    "tool_count",
    "tool_names",
    "attempt_number",
    "answer_kind",
  ],
  async run({ state, services, signal, clock, log }) {
    const { model_offer: offer, messages, passages } = state;
    const { temperature, max_output_tokens } = services.settings.llm;
    const streamed = decideStreaming({
      streaming: state.streaming,
      stream: state.validated_request.stream,
      accept: state.http_request.headers["accept"],
    }).requested;
    const attempt = {
      attempt_number: (state.attempt_number ?? 0) + 1,
      tried_offers: [...(state.tried_offers ?? []), offerName(offer)],
    };
    const started = clock.monotonic();
    const isAttached = (state.fingerprints ?? []).length > 0;
    const tools = offeredTools.filter(({ name }) => isAttached || name !== documentToolName);
    log({
      provider: offer.provider,
      model: offer.model,
      tools_provided: true,
      tool_count: tools.length,
      tool_names: tools.map(({ name }) => name),
    });

    try {
      const { required_tool } = state;
      const request = { messages, tools, required_tool, temperature, max_output_tokens, passages, signal };
      const whole = required_tool !== undefined;
      const answer = await askModel(services.models, offer, request, { streamed: streamed && !whole, clock });
      log({
        llm_call_successful: true,
        response_time_ms: clock.monotonic() - started,
        answer_kind: answer.kind,
      });
      return { llm_answer: answer, llm_error: null, ...attempt };
    } catch (error) {
      signal.throwIfAborted();
      const failure = callFailure(error);
      log({
        llm_call_successful: false,
        response_time_ms: clock.monotonic() - started,
        error: failure.code,
      });
      return { llm_answer: null, llm_error: failure, ...attempt };
    }
  },
});
