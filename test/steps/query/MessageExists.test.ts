import { describe, expect, it } from "vitest";

import MessageExists from "../../../steps/query/MessageExists.ts";
import { project } from "../support/project.ts";

describe("MessageExists", () => {
  it.each([
    ["Che cos'è l'IVA?", "Yes", "ExtractFacts", "user_message_found"],
    ["", "No", "DefaultPrompt", "user_message_missing"],
  ])("with the question %j says %s", async (user_query, outcome, next, event) => {
    const messages = [{ role: "assistant", content: "Buongiorno" }];
    const run = await project.runStep(MessageExists, { state: { user_query, messages } });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ message_event: event, total_message_count: 1, user_message_count: 0 });
  });
});
