import { describe, expect, it } from "vitest";

import GenHash from "../../../steps/cache/GenHash.ts";
import { epochs } from "../support/cached.ts";
import { project } from "../support/project.ts";
import { smallOffer } from "../support/scripted-models.ts";

const file = (hash: string) => ({ hash, filename: "fattura.xml", size: 1, mime_type: "text/xml" });
const generate = async (change: object = {}) => {
  const state = {
    query_hash: "q",
    epochs,
    model_offer: smallOffer,
    query_signature: "sig",
    fingerprints: [file("a"), file("b")],
    ...change,
  };
  const run = await project.runStep(GenHash, { state });
  return { run, key: String(run.patch["cache_key"]) };
};

describe("GenHash", () => {
  it("makes a key of signature and hash, and says what is in it", async () => {
    const { run, key } = await generate();
    expect(key).toMatch(/^answer:sig:[0-9a-f]{64}$/);
    expect(run.attrs).toMatchObject({
      cache_event: "key_generated",
      doc_hashes_count: 2,
      epochs_included: ["kb_epoch", "golden_epoch", "ccnl_epoch", "parser_version"],
    });
    expect(run.next).toEqual(["CacheHit"]);
  });

  it.each([
    ["question", { query_hash: "other" }],
    ["document", { fingerprints: [file("a"), file("c")] }],
    ["state of the knowledge", { epochs: { ...epochs, kb_epoch: "9" } }],
    ["state of the golden answers", { epochs: { ...epochs, golden_epoch: "9" } }],
    ["state of the agreements", { epochs: { ...epochs, ccnl_epoch: "9" } }],
    ["version of the parser", { epochs: { ...epochs, parser_version: "9" } }],
  ])("makes another key for another %s", async (_, change) => {
    expect((await generate(change)).key).not.toBe((await generate()).key);
  });

  it("does not mind the order of the documents", async () => {
    const { key } = await generate({ fingerprints: [file("b"), file("a")] });
    expect(key).toBe((await generate()).key);
  });

  it("makes a key for a request without a question", async () => {
    const run = await project.runStep(GenHash, {
      state: { query_hash: "q", epochs, model_offer: smallOffer },
    });
    expect(run.patch["cache_key"]).toMatch(/^answer:none:/);
  });
});
