import { describe, expect, it } from "vitest";
import { singlePass, StreamReadTwiceError } from "../../../src/rag/streaming/single-pass.ts";
import { allOf, streamOf } from "./sources.ts";

describe("singlePass", () => {
  it("gives the first reader everything and refuses the second", async () => {
    const guarded = singlePass(streamOf("a", "b").stream);
    expect(await allOf(guarded)).toEqual(["a", "b"]);
    await expect(allOf(guarded)).rejects.toBeInstanceOf(StreamReadTwiceError);
  });

  it("refuses a second reader while the first one is reading, and the first goes on undisturbed", async () => {
    const guarded = singlePass(streamOf("a", "b").stream);
    const read: string[] = [];
    for await (const part of guarded) {
      read.push(part);
      await expect(allOf(guarded)).rejects.toMatchObject({ code: "stream-read-twice" });
    }
    expect(read).toEqual(["a", "b"]);
  });

  it("closes the source when the reader stops early, and stays closed", async () => {
    const { stream, state } = streamOf("a", "b");
    const guarded = singlePass(stream);
    for await (const part of guarded) {
      expect(part).toBe("a");
      break;
    }
    expect(state.closed).toBe(true);
    await expect(allOf(guarded)).rejects.toBeInstanceOf(StreamReadTwiceError);
  });
});
