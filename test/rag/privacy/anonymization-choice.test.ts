import { describe, expect, it } from "vitest";

import { anonymizationChoice } from "../../../src/rag/privacy/anonymization-choice.ts";

describe("anonymizationChoice", () => {
  it.each([
    [null, true, true, "installation"],
    [null, false, false, "installation"],
    [true, false, true, "user"],
    [false, true, false, "user"],
    [null, undefined, true, "installation"],
  ])("user %j and installation %j give %j, decided by the %s", (own, installed, required, decided_by) => {
    const choice = anonymizationChoice(
      { anonymize_requests: own },
      { privacy: { anonymize_requests: installed } },
    );
    expect(choice).toEqual({ required, decided_by });
  });
});
