import { describe, expect, it } from "vitest";

import ConvertMessages from "../../../steps/query/ConvertMessages.ts";
import { project } from "../support/project.ts";

describe("ConvertMessages", () => {
  it("keeps every turn, in its order and with its role", async () => {
    const raw_messages = [
      { role: "system", content: "Rispondi in breve." },
      { role: "user", content: "Ciao\r\ncome va" },
      { role: "assistant", content: "Bene" },
    ];
    const run = await project.runStep(ConvertMessages, { state: { raw_messages } });
    expect(run.patch["messages"]).toEqual([
      { role: "system", content: "Rispondi in breve." },
      { role: "user", content: "Ciao\ncome va" },
      { role: "assistant", content: "Bene" },
    ]);
    expect(run.attrs).toMatchObject({ conversion_successful: true, message_count: 3 });
    expect(run.next).toEqual(["ExtractQuery"]);
  });
});
