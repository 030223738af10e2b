import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";

import { blobKey } from "#rag/documents/keeping/blob-key.ts";

const text = randomBytes(32);

function keyOf(
  change: { readonly value?: string; readonly environment?: string; readonly inMemory?: boolean } = {},
) {
  const warnings: string[] = [];
  const { value, environment = "development", inMemory = false } = change;
  const get = blobKey({
    variable: "RAGSTEP_BLOB_KEY",
    env: { RAGSTEP_BLOB_KEY: value },
    environment,
    inMemory,
    warn: (message) => warnings.push(message),
  });
  return { get, warnings };
}

describe("the key of the kept documents", () => {
  it.each(["hex", "base64"] as const)("is read in %s", (encoding) => {
    const { get, warnings } = keyOf({ value: text.toString(encoding), environment: "production" });
    expect(Buffer.from(get().bytes).equals(text)).toBe(true);
    expect(warnings).toEqual([]);
  });

  it("is refused at once when it is too short", () => {
    expect(() => keyOf({ value: "c2hvcnQ=" })).toThrow(
      expect.objectContaining({ code: "blob-key-invalid", hint: expect.stringContaining("openssl rand") }),
    );
  });

  it("is one that everybody knows during development, with one warning when it is first used", () => {
    const { get, warnings } = keyOf();
    expect(warnings).toEqual([]);
    expect(get()).toBe(get());
    expect(warnings).toEqual([expect.stringContaining("development key")]);
    expect(keyOf().get().id).toBe(get().id);
  });

  it("is never the known one in production", () => {
    const { get } = keyOf({ environment: "production" });
    expect(get).toThrow(expect.objectContaining({ code: "blob-key-missing" }));
  });

  it("is a random one, without a warning, where copies end with the process", () => {
    const { get, warnings } = keyOf({ inMemory: true, environment: "production" });
    expect(get().id).not.toBe(keyOf({ inMemory: true }).get().id);
    expect(get()).toBe(get());
    expect(warnings).toEqual([]);
  });
});
