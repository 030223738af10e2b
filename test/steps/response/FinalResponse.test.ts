import { describe, expect, it } from "vitest";

import type { ModelAnswer, ModelCompletion } from "#rag/llm/types.ts";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import FinalResponse from "../../../steps/response/FinalResponse.ts";
import { comingAnswer, read, streamOf, wholeAnswer } from "../support/answers.ts";
import { project } from "../support/project.ts";
import { conversation } from "../support/provider-state.ts";
import { accepted, chatRequest } from "../support/requests.ts";
import { type Scripts, scriptedModels, smallOffer } from "../support/scripted-models.ts";

const said: ModelCompletion = {
  text: "Un momento.",
  tool_calls: [],
  usage: { input_tokens: 100, output_tokens: 20 },
  finish_reason: "stop",
};
const passage = { id: "p", title: "Aliquote IVA", text: "Il 22%.", source: "DPR 633/1972 art. 16", score: 1 };
const found = { id: "k", title: "Nuove aliquote", text: "Il 23%.", source: "Legge di prova", score: 1 };
const asked = {
  role: "assistant",
  content: "",
  tool_calls: [{ id: "a", name: "FAQTool", arguments: {} }],
} as const;
const tool_messages = [{ role: "tool", content: "Il 23%.", tool_call_id: "a", name: "FAQTool" }] as const;
const tool_results = [
  { tool_call_id: "a", name: "FAQTool", ok: true, content: "Il 23%.", passages: [found] },
];
const tools = {
  assistant_message: asked,
  llm_answer: wholeAnswer("", asked.tool_calls),
  tool_messages,
  tool_results,
};

const answer = async (change: Record<string, unknown>, scripts: Scripts = {}) => {
  const clock = createFakeClock({ autoAdvance: true });
  const world = scriptedModels(scripts, { clock });
  const run = await project.runStep(FinalResponse, {
    state: {
      messages: conversation,
      model_offer: smallOffer,
      routing_strategy: "COST_OPTIMIZED",
      assistant_message: { role: "assistant", content: "" },
      llm_answer: wholeAnswer("Il 22%."),
      validated_request: accepted([]),
      http_request: chatRequest({}),
      passages: [passage],
      completion_tasks: [],
      ...change,
    },
    services: world,
    clock,
  });
  return { run, world };
};

describe("FinalResponse", () => {
  it("hands on an answer that is whole, with what it rests on and what it cost", async () => {
    const { run, world } = await answer({ final_answer: null, response_content: "Il 22%." });
    expect(run.patch).toEqual({
      final_answer: null,
      response_content: "Il 22%.",
      citations: [{ title: "Aliquote IVA", source: "DPR 633/1972 art. 16" }],
      passages: [passage],
      response_metadata: {
        source: "llm",
        provider: "cloud",
        model: "small",
        strategy: "COST_OPTIMIZED",
        cost_eur: expect.closeTo(0.00014, 8),
      },
      completion_tasks: [],
      final_usage: null,
    });
    expect(world.requests).toEqual([]);
    expect(run.attrs).toMatchObject({ response_source: "llm", convergence_point: true, still_coming: false });
    expect(run.next).toEqual(["ProcessMsg"]);
  });

  it("cites the passages that the answer names, and no others", async () => {
    const { run } = await answer({
      passages: [passage, found],
      final_answer: null,
      response_content: "Il 23% [2].",
    });
    expect(run.patch["citations"]).toEqual([{ title: "Nuove aliquote", source: "Legge di prova" }]);
  });

  it("hands on an answer that is still coming, unread", async () => {
    const completion = Promise.resolve({ ...said, text: "Il 22%." });
    const final_answer = comingAnswer(streamOf("Il", " 22%."), completion);
    const { run } = await answer({ llm_answer: final_answer, final_answer, response_content: null });
    const handed = run.patch["final_answer"] as ModelAnswer;
    expect(handed.completion).toBe(completion);
    expect(await read(handed.text)).toEqual(["Il", " 22%."]);
    expect(run.attrs).toMatchObject({ still_coming: true });
  });

  it("says behind a streamed answer that tool calls came too late for it", async () => {
    const completion = Promise.resolve({ ...said, tool_calls: asked.tool_calls });
    const final_answer = comingAnswer(streamOf("Un momento."), completion);
    const { run } = await answer({ llm_answer: final_answer, final_answer, response_content: null });
    expect((await read((run.patch["final_answer"] as ModelAnswer).text)).join("")).toBe(
      "Un momento.\n\nLa risposta può essere incompleta: il modello ha chiesto anche `FAQTool`, quando non si potevano più usare strumenti.",
    );
  });

  it("says the same of tool calls behind the last word, streamed or not", async () => {
    const scripts = { cloud: [{ text: "Il 23%.", tool_calls: [{ name: "FAQTool", arguments: {} }] }] };
    const { run } = await answer(tools, scripts);
    expect(run.patch["response_content"]).toMatch(
      /^Il 23%\.\n\nLa risposta può essere incompleta: .*`FAQTool`/,
    );
    const streamed = await answer({ ...tools, streaming: { requested: true } }, scripts);
    const final = streamed.run.patch["final_answer"] as ModelAnswer;
    expect((await read(final.text)).join("")).toBe(run.patch["response_content"]);
  });

  it("says what was taken out of the attachments, streamed or not, and also when the model fails", async () => {
    const threat_details = ["macro", "javascript", "macro"].map((kind) => ({ hash: "a", kind, where: "x" }));
    const sentence = "Per sicurezza, prima di leggere gli allegati, sono stati rimossi: macro, script.";
    const cloud = [{ text: "Un contratto." }];
    const { run } = await answer({ ...tools, threat_details }, { cloud });
    expect(run.patch["response_content"]).toBe(`Un contratto.\n\n${sentence}`);
    const streaming = { requested: true };
    const streamed = await answer({ ...tools, threat_details, streaming }, { cloud });
    const final = streamed.run.patch["final_answer"] as ModelAnswer;
    expect((await read(final.text)).join("")).toBe(`Un contratto.\n\n${sentence}`);
    const failed = await answer({ ...tools, threat_details }, { cloud: [{ fail: { before_first: true } }] });
    expect(failed.run.patch["response_content"]).toContain(sentence);
  });

  it("has the usage of the call after tools recorded, with the tasks that the run waits for", async () => {
    const tracked: ModelAnswer[] = [];
    const usage_tracker = { track: async (of: ModelAnswer) => void tracked.push(of) };
    const earlier = Promise.resolve();
    const { run, world } = await answer(
      { ...tools, usage_tracker, completion_tasks: [earlier] },
      { cloud: [{ text: "Il 23%." }] },
    );
    expect(tracked).toMatchObject([{ whole: { text: "Il 23%." } }]);
    expect(await tracked[0]?.completion).toBe(await world.answers[0]?.completion);
    const tasks = run.patch["completion_tasks"] as Promise<unknown>[];
    expect(tasks[0]).toBe(earlier);
    expect(tasks).toHaveLength(2);
  });

  it("gives the tools' results to the model once more, without tools, so that there is no second round", async () => {
    const { run, world } = await answer(tools, { cloud: [{ text: "Il 23% da aprile." }] });
    expect(world.requests).toHaveLength(1);
    expect(world.requests[0]).toMatchObject({
      messages: [...conversation, asked, ...tool_messages],
      passages: [passage, found],
    });
    expect(world.requests[0]?.tools).toBeUndefined();
    expect(run.patch).toMatchObject({
      final_answer: null,
      response_content: "Il 23% da aprile.",
      citations: [{ title: "Aliquote IVA" }, { title: "Nuove aliquote" }],
      response_metadata: { source: "tools" },
    });
  });

  it("streams the answer after tools for a client that wants a stream", async () => {
    const scripts = { cloud: [{ tokens: ["Il", " 23%."], delay_ms: 50 }] };
    const { run } = await answer({ ...tools, streaming: { requested: true } }, scripts);
    const final = run.patch["final_answer"] as ModelAnswer;
    expect(run.patch).toMatchObject({ response_content: null });
    expect(run.attrs).toMatchObject({ response_source: "tools", still_coming: true });
    expect(await read(final.text)).toEqual(["Il", " 23%."]);
  });

  it("gives what the tools found when the model cannot put it into words: no answer is lost", async () => {
    const { run } = await answer(tools, {
      cloud: [{ fail: { before_first: true, message: "secret 10.0.0.7" } }],
    });
    expect(run.status).toBe("completed");
    expect(run.patch).toMatchObject({ final_answer: null, response_metadata: { source: "error" } });
    expect(run.patch["response_content"]).toMatch(/Mi dispiace.*Il 23%\./s);
    expect(run.patch["response_content"]).not.toContain("secret");
    expect(run.patch["citations"]).toContainEqual({ title: "Nuove aliquote", source: "Legge di prova" });
  });

  it("takes tool calls in place of the last word for a failed call: there is no second round", async () => {
    const { run } = await answer(tools, { cloud: [{ tool_calls: [{ name: "FAQTool", arguments: {} }] }] });
    expect(run.patch).toMatchObject({ final_answer: null, response_metadata: { source: "error" } });
    expect(run.patch["response_content"]).toMatch(/Mi dispiace.*Il 23%\./s);
    expect(run.attrs).toMatchObject({ error: "provider-no-words" });
  });

  it("apologizes when neither a model nor a tool had an answer", async () => {
    const { run } = await answer({ llm_answer: null });
    expect(run.patch["response_content"]).toMatch(/^Mi dispiace/);
    expect(run.attrs).toMatchObject({ response_source: "error", error: "answer-missing" });
  });

  it("cites nothing in an answer about attachments that were not accepted", async () => {
    const attachment_errors = [
      { code: "file-empty", filename: "a.pdf", message: "Il file `a.pdf` è vuoto." },
    ];
    const { run } = await answer({ ...tools, attachment_errors }, { cloud: [{ text: "Il file è vuoto." }] });
    expect(run.patch).toMatchObject({ citations: [], response_content: "Il file è vuoto." });
  });

  it("cites page and span of what was read from an attachment, and nothing beside it", async () => {
    const place = { document: "a".repeat(64), page: 2, span: { start: 3, end: 9 } };
    const fromFile = {
      id: "d",
      title: "f24.pdf (F24)",
      text: "Saldo: 1,00",
      source: "pagina 2",
      score: 1,
      place,
    };
    const { run } = await answer(
      {
        ...tools,
        tool_results: [
          { tool_call_id: "a", name: "DocumentIngestTool", ok: true, content: "…", passages: [fromFile] },
        ],
      },
      { cloud: [{ text: "Un euro." }] },
    );
    expect(run.patch["citations"]).toEqual([
      { title: "f24.pdf (F24)", source: "pagina 2, caratteri 3-9", page: 2, spans: [{ start: 3, end: 9 }] },
    ]);
  });
});
