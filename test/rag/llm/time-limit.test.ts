import { describe, expect, it } from "vitest";

import { withTimeLimit } from "#rag/llm/time-limit.ts";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";

const expired = () => new Error("too late");

describe("withTimeLimit", () => {
  it("gives what the work gives, and leaves no timer behind", async () => {
    const clock = createFakeClock();
    const { signal } = new AbortController();
    expect(await withTimeLimit({ ms: 10, clock, signal, expired }, () => Promise.resolve(7))).toBe(7);
    expect(clock.sleeping).toBe(0);
  });

  it("stops work that takes too long", async () => {
    const clock = createFakeClock({ autoAdvance: true });
    const { signal } = new AbortController();
    let seen: AbortSignal | undefined;
    const work = (given: AbortSignal) => {
      seen = given;
      return new Promise<never>(() => undefined);
    };
    await expect(withTimeLimit({ ms: 10, clock, signal, expired }, work)).rejects.toThrow("too late");
    expect(seen?.aborted).toBe(true);
  });

  it("leaves the signal linked after the work is done, for a stream that goes on", async () => {
    const outside = new AbortController();
    const clock = createFakeClock();
    const given = await withTimeLimit({ ms: 10, clock, signal: outside.signal, expired }, (signal) =>
      Promise.resolve(signal),
    );
    expect(given.aborted).toBe(false);
    outside.abort();
    expect(given.aborted).toBe(true);
  });
});
