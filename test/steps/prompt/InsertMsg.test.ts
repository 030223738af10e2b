import { describe, expect, it } from "vitest";

import InsertMsg from "../../../steps/prompt/InsertMsg.ts";
import { project } from "../support/project.ts";

describe("InsertMsg", () => {
  it("puts our instruction before the conversation", async () => {
    const messages = [{ role: "user", content: "Ciao" }];
    const run = await project.runStep(InsertMsg, {
      state: { messages, system_prompt: "Sei un assistente." },
    });
    expect(run.patch).toEqual({ messages: [{ role: "system", content: "Sei un assistente." }, ...messages] });
    expect(run.attrs).toMatchObject({ messages_empty: false, messages_count: 2, insert_position: 0 });
    expect(run.next).toEqual(["SelectProvider"]);
  });

  it("also instructs a conversation that is empty", async () => {
    const run = await project.runStep(InsertMsg, {
      state: { messages: [], system_prompt: "Sei un assistente." },
    });
    expect(run.patch).toEqual({ messages: [{ role: "system", content: "Sei un assistente." }] });
    expect(run.attrs).toMatchObject({ messages_empty: true });
  });
});
