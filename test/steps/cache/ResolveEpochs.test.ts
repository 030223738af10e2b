import { describe, expect, it } from "vitest";

import ResolveEpochs from "../../../steps/cache/ResolveEpochs.ts";
import { aliquote, chunks } from "../support/golden-entries.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

const resolve = async (stores: Awaited<ReturnType<typeof memoryStores>>["stores"]) =>
  (await project.runStep(ResolveEpochs, { state: {}, stores })).patch["epochs"];

describe("ResolveEpochs", () => {
  it("asks each store for the version of its content", async () => {
    const { stores } = await memoryStores({ chunks, golden: [aliquote] });
    const run = await project.runStep(ResolveEpochs, { state: {}, stores });
    expect(run.attrs).toMatchObject({
      epochs_resolved: ["ccnl_epoch", "golden_epoch", "kb_epoch", "parser_version"],
      kb_epoch: await stores.KnowledgeStore.read.epoch(),
      golden_epoch: await stores.GoldenSetDB.read.epoch(),
    });
    expect(run.next).toEqual(["GenHash"]);
  });

  it("stays the same while nothing changes, and changes with the knowledge", async () => {
    const { stores } = await memoryStores({ chunks: chunks.slice(0, 1) });
    const before = await resolve(stores);
    expect(await resolve(stores)).toEqual(before);
    await stores.KnowledgeStore.write.put(chunks);
    expect(await resolve(stores)).not.toEqual(before);
  });

  it("makes an epoch of its own where a store does not answer, so that nothing old is taken for current", async () => {
    const { stores } = await memoryStores();
    const broken = { ...stores, GoldenSetDB: brokenStore(new Error("busy")) };
    const run = await project.runStep(ResolveEpochs, { state: {}, stores: broken });
    const again = await project.runStep(ResolveEpochs, { state: {}, stores: broken });
    expect(run.status).toBe("completed");
    expect(run.attrs["epochs_resolved"]).toEqual(["ccnl_epoch", "kb_epoch", "parser_version"]);
    expect(run.patch).not.toEqual(again.patch);
  });
});
