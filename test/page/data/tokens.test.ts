import { describe, expect, test } from "vitest";
import { createTokens } from "../../../page/src/data/tokens.ts";

function storage(): Pick<Storage, "getItem" | "setItem"> {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
  };
}

describe("the token of the page", () => {
  test("is asked for once, however many requests were refused, and kept", async () => {
    const kept = storage();
    const tokens = createTokens(kept);
    const waiting = [tokens.replace(null, "Send a token."), tokens.replace(null, "Send a token.")];
    await Promise.resolve();
    expect(tokens.wanted.value).toEqual({ detail: "Send a token.", refused: false });
    tokens.give("good");
    expect(await Promise.all(waiting)).toEqual(["good", "good"]);
    expect(tokens.wanted.value).toBeNull();
    expect(createTokens(kept).current()).toBe("good");
  });

  test("is not asked for again by a request that was sent before it was given", async () => {
    const tokens = createTokens(storage());
    tokens.give("good");
    expect(await tokens.replace(null, "Send a token.")).toBe("good");
    expect(tokens.wanted.value).toBeNull();
  });

  test("is asked for again when the server does not know it", async () => {
    const tokens = createTokens(storage());
    tokens.give("old");
    const other = tokens.replace("old", "No.");
    expect(tokens.wanted.value).toEqual({ detail: "No.", refused: true });
    tokens.give("new");
    expect(await other).toBe("new");
  });

  test("is not asked for any more by somebody who declined, until they want it", async () => {
    const tokens = createTokens(storage());
    const first = tokens.replace(null, "Send a token.");
    tokens.decline();
    expect(await first).toBeNull();
    expect(await tokens.replace(null, "Send a token.")).toBeNull();
    tokens.forgive();
    void tokens.replace(null, "Send a token.");
    expect(tokens.wanted.value).not.toBeNull();
  });
});
