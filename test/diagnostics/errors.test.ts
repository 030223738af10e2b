import { describe, expect, it } from "vitest";
import { FatalStepError, RagstepError, UsageError } from "../../src/diagnostics/errors.ts";

describe("errors thrown on purpose", () => {
  it("carry a code, a hint and a cause beside the message", () => {
    const cause = new Error("disk");
    const error = new UsageError("config-missing", "There is no configuration.", {
      hint: "ragstep init",
      cause,
    });
    expect(error).toBeInstanceOf(RagstepError);
    expect(error).toMatchObject({
      name: "UsageError",
      code: "config-missing",
      message: "There is no configuration.",
      hint: "ragstep init",
      cause,
    });
  });

  it("have no cause unless one is given", () => {
    expect("cause" in new RagstepError("x", "y")).toBe(false);
  });

  it("let a handler choose the code of a fatal error", () => {
    expect(new FatalStepError("no").code).toBe("step-fatal");
    expect(new FatalStepError("no", { code: "model-refused" }).code).toBe("model-refused");
  });
});
