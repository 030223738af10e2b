import { describe, expect, it } from "vitest";

import End from "../../../steps/response/End.ts";
import { project } from "../support/project.ts";

describe("End", () => {
  it.each([
    [
      "an answer in one piece",
      { status_code: 200, streaming_requested: false },
      { response_delivered: true, response_type: "json" },
    ],
    [
      "a refused request",
      { status_code: 400 },
      { response_delivered: true, response_type: "json", status_code: 400 },
    ],
    [
      "a streamed answer",
      { status_code: 200, streaming_requested: true, client_connected: true },
      { response_delivered: true, response_type: "stream" },
    ],
    [
      "a client that went away",
      { status_code: 200, streaming_requested: true, client_connected: false },
      { response_delivered: false },
    ],
  ])("ends the run of %s", async (_, state, attrs) => {
    const run = await project.runStep(End, { state });
    expect(run.attrs).toMatchObject({ final_step: true, ...attrs });
    expect(run.next).toEqual([]);
  });
});
