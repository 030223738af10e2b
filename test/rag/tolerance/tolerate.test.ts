import { describe, expect, it } from "vitest";

import { RagstepError, UsageError } from "../../../src/diagnostics/errors.ts";
import { tolerate } from "../../../src/rag/tolerance/tolerate.ts";

const live = new AbortController().signal;

describe("tolerate", () => {
  it("gives the value when nothing fails", async () => {
    expect(await tolerate(() => Promise.resolve(1), null, live)).toEqual({ value: 1, failure: null });
  });

  it("names the failure that the replacement stands in for", async () => {
    const locked = () => Promise.reject(new RagstepError("database-locked", "locked"));
    expect(await tolerate(locked, [], live)).toEqual({ value: [], failure: "database-locked" });
    const broken = () => Promise.reject(new Error("secret"));
    expect(await tolerate(broken, [], live)).toEqual({ value: [], failure: "unexpected-error" });
  });

  it("tolerates what throws before it waits", async () => {
    const broken = () => {
      throw new RagstepError("no-model", "none");
    };
    expect(await tolerate(broken, null, live)).toEqual({ value: null, failure: "no-model" });
  });

  it.each([
    new RagstepError("embedding-model-mismatch", "re-embed"),
    new RagstepError("database-corrupt", "corrupt"),
    new UsageError("settings-invalid", "wrong"),
  ])("does not hide what somebody has to repair: $code", async (error) => {
    await expect(tolerate(() => Promise.reject(error), [], live)).rejects.toBe(error);
  });

  it("lets a cancellation through", async () => {
    const reason = new Error("cancelled");
    const late = () => Promise.reject(new Error("aborted"));
    await expect(tolerate(late, null, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
