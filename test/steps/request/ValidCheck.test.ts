import { describe, expect, it } from "vitest";

import ValidCheck from "../../../steps/request/ValidCheck.ts";
import { project } from "../support/project.ts";

const known = { ok: true, code: null };
const unknown = { ok: false, code: "missing_token" };
const error = { field: "messages", code: "invalid", message: "`messages` must have at least one message." };

describe("ValidCheck", () => {
  it.each([
    ["a sound request of a known caller", [], known, "Yes", "GDPRLog"],
    ["a sound request of an unknown caller", [], unknown, "No", "Error400"],
    ["a faulty request of a known caller", [error], known, "No", "Error400"],
    ["a faulty request of an unknown caller", [error], unknown, "No", "Error400"],
  ])("sends %s the right way", async (_name, validation_errors, authentication, outcome, next) => {
    const run = await project.runStep(ValidCheck, { state: { validation_errors, authentication } });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ is_valid: outcome === "Yes", error_count: validation_errors.length });
  });
});
