import { describe, expect, it } from "vitest";

import SinglePass from "../../../steps/streaming/SinglePass.ts";
import { read, streamOf } from "../support/answers.ts";
import { project } from "../support/project.ts";

const guard = async (answer_stream: AsyncIterable<string>) => {
  const run = await project.runStep(SinglePass, { state: { answer_stream } });
  return { run, stream: run.patch["single_pass_stream"] as AsyncIterable<string> };
};

describe("SinglePass", () => {
  it("lets the stream through unchanged", async () => {
    const { run, stream } = await guard(streamOf("a", "b"));
    expect(await read(stream)).toEqual(["a", "b"]);
    expect(run.attrs).toMatchObject({ stream_protected: true });
  });

  it("throws when the stream is read a second time", async () => {
    const { stream } = await guard(streamOf("a"));
    await read(stream);
    await expect(read(stream)).rejects.toMatchObject({ code: "stream-read-twice" });
  });

  it("throws for a second reader while the first still reads", async () => {
    const { stream } = await guard(streamOf("a", "b"));
    await stream[Symbol.asyncIterator]().next();
    await expect(read(stream)).rejects.toMatchObject({ code: "stream-read-twice" });
  });

  it("ends the source when the reader stops early", async () => {
    let ended = false;
    const source = (async function* () {
      try {
        yield "a";
        yield "b";
      } finally {
        ended = true;
      }
    })();
    const { stream } = await guard(source);
    for await (const part of stream) if (part === "a") break;
    expect(ended).toBe(true);
  });
});
