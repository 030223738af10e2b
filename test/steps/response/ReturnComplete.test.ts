import { describe, expect, it } from "vitest";

import { createPiiService } from "#rag/pii/create-pii-service.ts";

import ReturnComplete from "../../../steps/response/ReturnComplete.ts";
import { comingAnswer, streamOf } from "../support/answers.ts";
import { project } from "../support/project.ts";
import { session } from "../support/requests.ts";
import { streamMetadata } from "../support/streams.ts";

const citations = [{ title: "Aliquote IVA", source: "DPR 633/1972 art. 16" }];
const respond = (change: object) =>
  project.runStep(ReturnComplete, {
    state: {
      response_content: "Il 22%.",
      citations,
      response_metadata: streamMetadata,
      session_data: session,
      ...change,
    },
  });

describe("ReturnComplete", () => {
  it("answers with message, citations, origin and session", async () => {
    const run = await respond({});
    expect(run.patch).toEqual({
      status_code: 200,
      response_headers: { "Content-Type": "application/json; charset=utf-8" },
      response_body: {
        message: { role: "assistant", content: "Il 22%." },
        citations,
        metadata: streamMetadata,
        session_id: "session_demo",
      },
    });
    expect(run.attrs).toMatchObject({
      chat_response_prepared: true,
      source_step: "llm",
      content_length: 7,
      citation_count: 1,
    });
    expect(run.next).toEqual(["CollectMetrics"]);
  });

  it("puts the user's own data back, and into no log line", async () => {
    const pii = createPiiService();
    const pii_vault = pii.createVault();
    const { text } = pii.anonymize("Scrivo a mario@example.it", pii_vault);
    const run = await respond({ response_content: text, pii_vault });
    expect(run.patch).toMatchObject({ response_body: { message: { content: "Scrivo a mario@example.it" } } });
    expect(run.line).not.toContain("mario");
  });

  it("puts back what the name of an attachment hid from the model", async () => {
    const pii_vault = createPiiService().createVault();
    const hidden = pii_vault.placeholder("name", "Mario Rossi");
    const cited = [{ title: `cedolino ${hidden}.pdf`, source: "pagina 1", page: 1, spans: [] }];
    const run = await respond({ citations: cited, pii_vault });
    expect(run.patch).toMatchObject({
      response_body: { citations: [{ title: "cedolino Mario Rossi.pdf" }] },
    });
  });

  it("reads a stream that nobody wants after all to its end", async () => {
    const whole = {
      text: "Il 22%.",
      tool_calls: [],
      usage: { input_tokens: 1, output_tokens: 1 },
      finish_reason: "stop",
    } as const;
    const final_answer = comingAnswer(streamOf("Il", " 22%."), Promise.resolve(whole));
    const run = await respond({ response_content: null, final_answer });
    expect(run.patch).toMatchObject({ response_body: { message: { content: "Il 22%." } } });
  });
});
