import { describe, expect, it } from "vitest";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import InitAgent from "../../../steps/request/InitAgent.ts";
import { project } from "../support/project.ts";
import { accepted, session } from "../support/requests.ts";

const original = [{ role: "user", content: "Mi chiamo Mario Rossi" }];
const anonymized = [{ role: "user", content: "Mi chiamo [NAME_1]" }];

describe("InitAgent", () => {
  it("starts on the anonymized conversation where there is one: the originals go no further", async () => {
    const state = {
      validated_request: accepted(original),
      session_data: session,
      anonymized_messages: anonymized,
    };
    const clock = createFakeClock({ startAt: 1_000 });
    const run = await project.runStep(InitAgent, { state, clock });
    expect(run.patch).toEqual({ raw_messages: anonymized, processing_started_at: 1_000 });
    expect(run.attrs).toMatchObject({ privacy_processed: true, message_count: 1, agent_ready: true });
    expect(run.next).toEqual(["ConvertMessages"]);
  });

  it("starts on the conversation as written when anonymization is off", async () => {
    const state = { validated_request: accepted(original), session_data: session };
    const run = await project.runStep(InitAgent, { state });
    expect(run.patch).toMatchObject({ raw_messages: original });
    expect(run.attrs).toMatchObject({
      privacy_processed: false,
      session_id: "session_demo",
      user_id: "user_demo",
    });
  });
});
