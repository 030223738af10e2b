import { describe, expect, it } from "vitest";

import SimpleAIMsg from "../../../steps/llm/SimpleAIMsg.ts";
import { comingAnswer, streamOf, wholeAnswer } from "../support/answers.ts";
import { project } from "../support/project.ts";

describe("SimpleAIMsg", () => {
  it("takes an answer that is whole as the content", async () => {
    const run = await project.runStep(SimpleAIMsg, {
      state: { llm_answer: wholeAnswer("L'IVA è un'imposta.") },
    });
    expect(run.patch).toMatchObject({
      assistant_message: { role: "assistant", content: "L'IVA è un'imposta." },
      final_answer: null,
      response_content: "L'IVA è un'imposta.",
    });
    expect(run.attrs).toMatchObject({ still_coming: false });
    expect(run.next).toEqual(["FinalResponse"]);
  });

  it("hands an answer on that is still coming, untouched", async () => {
    const llm_answer = comingAnswer(streamOf("L'IVA", " è"));
    const run = await project.runStep(SimpleAIMsg, { state: { llm_answer } });
    expect(run.patch["final_answer"]).toBe(llm_answer);
    expect(run.patch).toMatchObject({ response_content: null });
    expect(run.attrs).toMatchObject({ still_coming: true });
  });
});
