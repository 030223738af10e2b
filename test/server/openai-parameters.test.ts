import { expect, test } from "vitest";
import { demo, serving } from "./serving.ts";

const asked = {
  model: "pratikoai-rag",
  // Of the golden set: no model is asked.
  messages: [{ role: "user", content: "Qual è l'aliquota IVA ordinaria?" }],
};
const tool = { type: "function", function: { name: "weather", parameters: { type: "object" } } };

async function server() {
  const { app, host } = await serving();
  const complete = (more: Readonly<Record<string, unknown>>) =>
    app.inject({
      method: "POST",
      url: "/v1/chat/completions",
      headers: demo,
      payload: { ...asked, ...more },
    });
  return { complete, host };
}

test("a parameter of a wrong type or out of its range is refused with 400, by its name", async () => {
  const { complete, host } = await server();
  const wrong: readonly (readonly [string, unknown, string?])[] = [
    ["audio", "loud"],
    ["frequency_penalty", 3],
    ["function_call", { name: "weather" }],
    ["functions", [{}], "functions.0.name"],
    ["logit_bias", { "50256": "low" }, "logit_bias.50256"],
    ["logprobs", "yes"],
    ["max_completion_tokens", 1.5],
    ["max_tokens", "x"],
    ["max_tokens", 0],
    ["metadata", { from: 1 }, "metadata.from"],
    ["modalities", "text"],
    ["n", 0],
    ["n", "one"],
    ["parallel_tool_calls", 1],
    ["prediction", "so"],
    ["presence_penalty", -3],
    ["prompt_cache_key", 1],
    ["reasoning_effort", 3],
    ["response_format", "text"],
    ["safety_identifier", 1],
    ["seed", 0.5],
    ["service_tier", 1],
    ["stop", ["a", 1]],
    ["store", "no"],
    ["stream", "yes"],
    ["stream_options", { include_usage: "yes" }, "stream_options.include_usage"],
    ["temperature", "hot"],
    ["temperature", 2.1],
    ["tools", "bad"],
    ["tools", [{ type: "function" }], "tools.0.function"],
    ["tools", [{ type: "function", function: { name: "" } }], "tools.0.function.name"],
    ["top_logprobs", 21],
    ["top_p", 1.1],
    ["user", 1],
    ["verbosity", 1],
    ["web_search_options", true],
  ];
  const told = await Promise.all(
    wrong.map(async ([name, value]) => {
      const response = await complete({ [name]: value });
      return [name, value, response.statusCode, response.json().error?.type, response.json().error?.param];
    }),
  );
  expect(told).toEqual(
    wrong.map(([name, value, field = name]) => [name, value, 400, "invalid_request_error", field]),
  );
  expect(host.runs.list({}, { limit: 1 }).runs).toEqual([]);
});

test("parameters that only tune a model, nulls, and fields that nobody knows change nothing", async () => {
  const { complete } = await server();
  const plain = (await complete({})).json();
  const tuned = await complete({
    audio: null,
    frequency_penalty: -2,
    function_call: "auto",
    functions: [{ name: "weather", parameters: {} }],
    logit_bias: { "50256": -100 },
    logprobs: true,
    max_completion_tokens: 1,
    max_tokens: 1,
    metadata: { from: "a test" },
    modalities: ["text"],
    n: 1,
    parallel_tool_calls: false,
    prediction: { type: "content", content: "so" },
    presence_penalty: 2,
    reasoning_effort: "high",
    response_format: { type: "text" },
    seed: -1,
    service_tier: "auto",
    stop: ["\n"],
    store: false,
    stream_options: null,
    temperature: 2,
    tool_choice: "auto",
    tools: [tool, { type: "custom", custom: { name: "any" } }],
    top_k: "not of the protocol",
    top_logprobs: 0,
    top_p: 0,
    user: "anna",
    verbosity: "low",
    web_search_options: {},
  });
  expect(tuned.statusCode).toBe(200);
  expect(tuned.json().choices).toEqual(plain.choices);
  const nulls = { max_tokens: null, stop: null, stream: null, temperature: null, tools: null, user: null };
  expect((await complete(nulls)).statusCode).toBe(200);
});
