import { describe, expect, it } from "vitest";

import { project } from "../support/project.ts";
import { accepted, session } from "../support/requests.ts";
import { settings } from "../support/settings.ts";

const run = (feedback: object | null, overrides: object = {}) =>
  project.runLane("feedback", {
    from: "FeedbackUI",
    state: {
      session_data: session,
      processing_started_at: 0,
      validated_request: { ...accepted([]), feedback },
    },
    services: { settings: settings(overrides) },
  });

describe("the feedback lane", () => {
  it("ends where nobody gives feedback", async () => {
    const { path, status, lines } = await run(null);
    expect(path).toEqual(["FeedbackUI", "FeedbackProvided", "FeedbackEnd"]);
    expect(status).toBe("completed");
    expect(lines.at(-1)).toContain('"completion_reason":"no_feedback"');
  });

  it("ends where the form is not offered, whatever the request brings", async () => {
    const { path, lines } = await run({ type: "wrong" }, { feedback: { enabled: false } });
    expect(path.at(-1)).toBe("FeedbackEnd");
    expect(lines.at(-1)).toContain('"completion_reason":"feedback_ui_not_available"');
  });
});
