import { describe, expect, it } from "vitest";

import { createPiiService } from "#rag/pii/create-pii-service.ts";

import AsyncGen from "../../../steps/streaming/AsyncGen.ts";
import { comingAnswer, read, streamOf } from "../support/answers.ts";
import { project } from "../support/project.ts";
import { streamConfiguration } from "../support/streams.ts";

const stream_context = {
  session_id: "s",
  user_id: "u",
  provider: "cloud",
  model: "small",
  streaming_enabled: true,
  message_count: 1,
};
const open = (change: Record<string, unknown>) =>
  project.runStep(AsyncGen, {
    state: {
      final_answer: null,
      response_content: null,
      stream_configuration: streamConfiguration(),
      stream_context,
      validation_warnings: [],
      ...change,
    },
  });
const textOf = async (run: Awaited<ReturnType<typeof open>>) =>
  read(run.patch["answer_stream"] as AsyncIterable<string>);

describe("AsyncGen", () => {
  it("hands on each part of a model's stream as it comes, whitespace and all", async () => {
    const run = await open({ final_answer: comingAnswer(streamOf("L'IVA", " ", "\n\n", "  è ", "")) });
    expect(await textOf(run)).toEqual(["L'IVA", " ", "\n\n", "  è "]);
    expect(run.attrs).toMatchObject({
      generator_created: true,
      live: true,
      provider: "cloud",
      chunk_size: 1024,
    });
  });

  it("cuts a complete answer into chunks without splitting a character", async () => {
    const run = await open({
      response_content: "a😀b😀",
      stream_configuration: streamConfiguration({ chunk_size: 2 }),
    });
    expect(await textOf(run)).toEqual(["a", "😀", "b", "😀"]);
    expect(run.attrs).toMatchObject({ live: false });
  });

  it("puts the user's own data back, also where a placeholder is spread over parts", async () => {
    const pii = createPiiService();
    const pii_vault = pii.createVault();
    const { text } = pii.anonymize("Scrivi a mario@example.it", pii_vault);
    const placeholder = text.slice(text.indexOf("["));
    const parts = ["Scrivo a ", placeholder.slice(0, 3), placeholder.slice(3), "."];
    const run = await open({ final_answer: comingAnswer(streamOf(...parts)), pii_vault });
    expect((await textOf(run)).join("")).toBe("Scrivo a mario@example.it.");
  });

  it("puts the warnings of the setup into its line", async () => {
    const run = await open({ response_content: "x", validation_warnings: ["There is no message."] });
    expect(run.attrs).toMatchObject({ validation_warnings: ["There is no message."] });
  });
});
