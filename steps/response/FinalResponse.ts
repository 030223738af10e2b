import { tellRemoved } from "#rag/documents/safety/tell-removed.ts";
import { askForWords } from "#rag/llm/ask-for-words.ts";
import { callFailure } from "#rag/llm/call-failure.ts";
import { citationsOf } from "#rag/llm/citations.ts";
import { closeWith } from "#rag/llm/close-with.ts";
import type { ModelCompletion } from "#rag/llm/types.ts";
import { decideStreaming } from "#rag/streaming/decide-streaming.ts";
import { apologize } from "#rag/tools/apologize.ts";
import { tellUnused } from "#rag/tools/unused-calls.ts";

import { step } from "../ragstep.gen.ts";

function cutBy(whole?: ModelCompletion) {
  const reason = whole?.finish_reason;
  return reason === "length" || reason === "content-filter" ? { cut_by: reason } : {};
}

/**
 * Brings all ways to an answer together. After tools the model is called once more, with their results and without tools,
 * so that there is no second round. If that call fails, the client gets what the tools found, with an apology. Behind the answer
 * stands what the user must know of it: what was taken out of the attachments, and tool calls that came too late.
 */
export default step("FinalResponse", {
  reads: [
    "messages",
    "model_offer",
    "routing_strategy",
    "assistant_message",
    "llm_answer",
    "validated_request",
    "http_request",
    "completion_tasks",
  ],
  optional: {
    tool_messages: "hands on the model's own answer",
    tool_results: "cites the passages of the context alone",
    final_answer: "calls the model for the answer, or apologizes",
    response_content: "calls the model for the answer, or apologizes",
    passages: "cites what the tools found alone",
    streaming: "lets body and headers decide whether to stream",
    attachment_errors: "cites what was found",
    threat_details: "says nothing of what was removed: no attachment was read",
    usage_tracker: "leaves no record of what the final call used",
  },
  writes: [
    "final_answer",
    "response_content",
    "citations",
    "response_metadata",
    "passages",
    "completion_tasks",
    "final_usage",
  ],
  attrs: ["response_source", "convergence_point", "provider", "model", "still_coming", "error"],
  async run({ state, services, signal, clock, log }) {
    const { model_offer: offer, tool_messages } = state;
    const { models, settings } = services;
    const tool_results = state.tool_results ?? [];
    const passages = [...(state.passages ?? []), ...tool_results.flatMap((result) => result.passages)];
    const firstCost = state.llm_answer?.whole ? models.cost(offer, state.llm_answer.whole.usage) : 0;
    const from = { provider: offer.provider, model: offer.model, strategy: state.routing_strategy };
    // An answer about files that were not accepted rests on nothing.
    const isRefused = (state.attachment_errors ?? []).length > 0;
    const cite = (text?: string) => (isRefused ? [] : citationsOf(passages, text));
    const citations = cite();
    const removed = tellRemoved(state.threat_details ?? []);
    const closing = ({ tool_calls }: ModelCompletion) =>
      [tellUnused(tool_calls), removed].filter((sentence) => sentence !== "").join(" ");
    const { completion_tasks } = state;
    log({ convergence_point: true, provider: offer.provider, model: offer.model });

    if (tool_messages === undefined) {
      const final_answer = state.final_answer ?? null;
      const content = state.response_content ?? null;
      const missing = final_answer === null && content === null;
      const source = missing ? "error" : "llm";
      log({
        response_source: source,
        still_coming: final_answer !== null,
        error: missing ? "answer-missing" : null,
      });
      return {
        final_answer: final_answer && closeWith(final_answer, closing),
        response_content: missing ? apologize(tool_results) : content,
        citations: cite(content ?? ""),
        passages,
        response_metadata: { source, ...from, cost_eur: firstCost },
        completion_tasks,
        final_usage: null,
      };
    }

    const { requested: streamed } = decideStreaming({
      streaming: state.streaming,
      stream: state.validated_request.stream,
      accept: state.http_request.headers["accept"],
    });
    const { temperature, max_output_tokens } = settings.llm;
    const messages = [...state.messages, state.assistant_message, ...tool_messages];
    try {
      const request = { messages, temperature, max_output_tokens, passages, signal };
      const said = await askForWords(models, offer, request, { streamed, clock });
      const recorded = state.usage_tracker?.track(said);
      const answer = closeWith(said, closing);
      const cost = answer.whole ? models.cost(offer, answer.whole.usage) : 0;
      log({ response_source: "tools", still_coming: answer.whole === undefined, error: null });
      return {
        final_answer: answer.whole ? null : answer,
        response_content: answer.whole?.text ?? null,
        citations: cite(answer.whole?.text),
        passages: isRefused ? [] : passages,
        response_metadata: { source: "tools", ...from, cost_eur: firstCost + cost, ...cutBy(answer.whole) },
        completion_tasks: recorded === undefined ? completion_tasks : [...completion_tasks, recorded],
        final_usage: answer.whole?.usage ?? null,
      };
    } catch (error) {
      signal.throwIfAborted();
      log({ response_source: "error", still_coming: false, error: callFailure(error).code });
      return {
        final_answer: null,
        response_content: [apologize(tool_results), removed].filter((part) => part !== "").join("\n\n"),
        citations,
        passages,
        response_metadata: { source: "error", ...from, cost_eur: firstCost },
        completion_tasks,
        final_usage: null,
      };
    }
  },
});
