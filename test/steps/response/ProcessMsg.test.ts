import { describe, expect, it } from "vitest";

import ProcessMsg from "../../../steps/response/ProcessMsg.ts";
import { project } from "../support/project.ts";

const messages = [
  { role: "system", content: "Rispondi." },
  { role: "user", content: "IVA?" },
  { role: "assistant", content: "" },
  { role: "tool", content: "dati", tool_call_id: "a" },
];

describe("ProcessMsg", () => {
  it("keeps what user and assistant said, and adds the answer", async () => {
    const run = await project.runStep(ProcessMsg, { state: { messages, response_content: "Il 22%." } });
    expect(run.patch).toEqual({
      processed_messages: [
        { role: "user", content: "IVA?" },
        { role: "assistant", content: "Il 22%." },
      ],
    });
    expect(run.attrs).toMatchObject({ original_message_count: 4, processed_message_count: 2 });
    expect(run.next).toEqual(["LogComplete"]);
  });

  it("adds nothing while the answer is still coming", async () => {
    const run = await project.runStep(ProcessMsg, { state: { messages, response_content: null } });
    expect(run.patch).toEqual({ processed_messages: [{ role: "user", content: "IVA?" }] });
  });
});
