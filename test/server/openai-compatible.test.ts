import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, generateText, streamText } from "ai";
import { expect, test } from "vitest";
import { chunk, serveOpenAi } from "../rag/llm/openai-server.ts";
import { onlyModel, question, serving } from "./serving.ts";

async function client(options: Parameters<typeof serving>[0] = {}, apiKey = "demo") {
  const served = await serving(options);
  const baseURL = `${await served.listen()}/v1`;
  const provider = createOpenAICompatible({ name: "ragstep", baseURL, apiKey, includeUsage: true });
  return { ...served, model: provider("pratikoai-rag") };
}

test("`generateText` gets the graph's answer, with what it used", async () => {
  const { model, host } = await client();
  const { text, finishReason, usage } = await generateText({ model, prompt: question, maxRetries: 0 });
  expect(text).toContain("F24");
  expect(finishReason).toBe("stop");
  expect(usage.outputTokens).toBeGreaterThan(0);
  await host.live.idle();
  expect(host.runs.list({}, { limit: 1 }).runs[0]).toMatchObject({
    route: "POST /v1/chat/completions",
    status: "completed",
  });
});

test("`streamText` gets the same in parts", async () => {
  const { model } = await client();
  const stream = streamText({ model, prompt: question, maxRetries: 0 });
  const parts: string[] = [];
  for await (const part of stream.textStream) parts.push(part);
  expect(parts.length).toBeGreaterThan(10);
  // The cache has it now.
  const whole = await generateText({ model, prompt: question, maxRetries: 0 });
  expect(parts.join("")).toBe(whole.text);
  expect(await stream.finishReason).toBe("stop");
  expect((await stream.usage).outputTokens).toBe(whole.usage.outputTokens);
});

test("a conversation with a system message is taken", async () => {
  const { model } = await client();
  const { text } = await generateText({
    model,
    maxRetries: 0,
    instructions: "Rispondi in breve.",
    messages: [
      { role: "user", content: "Buongiorno" },
      { role: "assistant", content: "Buongiorno! Come posso aiutare?" },
      { role: "user", content: question },
    ],
  });
  expect(text).toContain("F24");
});

test("a refusal is an error of the call with its status and message", async () => {
  const { model } = await client({}, "nobody");
  const error: unknown = await generateText({ model, prompt: question, maxRetries: 0 }).catch(
    (e: unknown) => e,
  );
  expect(APICallError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({ statusCode: 401, isRetryable: false });
});

test("an answer that breaks off is an error part, and no end that says `stop`", async () => {
  await using outside = await serveOpenAi((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }), () => response.destroy());
  });
  const { model } = await client({ settings: onlyModel(outside.baseUrl) });
  const told: unknown[] = [];
  const stream = streamText({
    model,
    prompt: question,
    maxRetries: 0,
    onError: ({ error }) => void told.push(error),
  });
  let text = "";
  for await (const part of stream.textStream) text += part;
  expect(text).toBe("primo ");
  expect(told).toHaveLength(1);
});

test("a client that stops stops the model", async () => {
  const left = Promise.withResolvers<void>();
  await using outside = await serveOpenAi((response, call) => {
    void call.closed.then(left.resolve);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }));
  });
  const { model, host } = await client({ settings: onlyModel(outside.baseUrl) });
  const aborter = new AbortController();
  const stream = streamText({ model, prompt: question, maxRetries: 0, abortSignal: aborter.signal });
  for await (const part of stream.textStream) {
    expect(part).toBe("primo ");
    aborter.abort();
  }
  await left.promise;
  await host.live.idle();
  expect(host.live.openStreams).toBe(0);
});
