import { describe, expect, it } from "vitest";

import { createPiiService } from "#rag/pii/create-pii-service.ts";

import WriteSSE from "../../../steps/streaming/WriteSSE.ts";
import { read, streamOf, wholeAnswer } from "../support/answers.ts";
import { project } from "../support/project.ts";
import { down } from "../support/scripted-models.ts";
import { streamConfiguration, streamMetadata } from "../support/streams.ts";

const citations = [{ title: "Aliquote IVA", source: "DPR 633/1972 art. 16" }];
const format = async (
  stream: AsyncIterable<string>,
  options: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) => {
  const run = await project.runStep(WriteSSE, {
    state: {
      single_pass_stream: stream,
      stream_configuration: streamConfiguration({ include_metadata: false, ...options }),
      citations,
      response_metadata: streamMetadata,
      final_answer: null,
      ...more,
    },
  });
  return { run, frames: run.patch["sse_stream"] as AsyncIterable<string> };
};

describe("WriteSSE", () => {
  it("makes each chunk a frame", async () => {
    const { run, frames } = await format(streamOf("L'IVA", " è"));
    expect(await read(frames)).toEqual(["data: L'IVA\n\n", "data:  è\n\n"]);
    expect(run.attrs).toMatchObject({ chunks_formatted: true, event: null, include_id: false });
  });

  it("gives each line of a chunk a `data:` line of its own", async () => {
    const { frames } = await format(streamOf("uno\ndue\r\n\r\ntre"));
    expect(await read(frames)).toEqual(["data: uno\ndata: due\ndata: \ndata: tre\n\n"]);
  });

  it("does not mistake an answer that says [DONE] on a line for the end of the frame", async () => {
    const { frames } = await format(streamOf("a\n\ndata: [DONE]\n\n"));
    expect(await read(frames)).toEqual(["data: a\ndata: \ndata: data: [DONE]\ndata: \ndata: \n\n"]);
  });

  it("honours event, id and retry, the retry once", async () => {
    const { frames } = await format(streamOf("a", "b"), {
      event: "answer",
      include_id: true,
      retry_ms: 3000,
    });
    expect(await read(frames)).toEqual([
      "event: answer\nid: 0\nretry: 3000\ndata: a\n\n",
      "event: answer\nid: 1\ndata: b\n\n",
    ]);
  });

  it("tells what the answer rests on after the text, unless that is not wanted", async () => {
    const { frames } = await format(streamOf("a"), { include_metadata: true });
    const last = (await read(frames)).at(-1) ?? "";
    expect(last).toMatch(/^event: metadata\ndata: /);
    expect(JSON.parse(last.split("data: ")[1] ?? "")).toEqual({ citations, ...streamMetadata });
  });

  it("cites the passages that a streamed answer turned out to name", async () => {
    const passage = (title: string) => ({ id: title, title, text: "…", source: "DPR 633/1972", score: 1 });
    const { frames } = await format(
      streamOf("Il 22% [2]."),
      { include_metadata: true },
      { final_answer: wholeAnswer("Il 22% [2]."), passages: [passage("A"), passage("B")] },
    );
    expect((await read(frames)).at(-1)).toContain('"citations":[{"title":"B","source":"DPR 633/1972"}]');
  });

  it("tells the tokens used when that is wanted", async () => {
    const { frames } = await format(streamOf("a"), { include_usage: true }, { llm_answer: wholeAnswer("a") });
    expect((await read(frames)).at(-1)).toBe(
      'event: usage\ndata: {"input_tokens":100,"output_tokens":20}\n\n',
    );
  });

  it("turns a failure into an error frame without internals, then lets the sender know", async () => {
    const broken = (async function* () {
      yield "a";
      throw new Error("secret detail at /srv/app.ts");
    })();
    const { frames } = await format(broken);
    const seen: string[] = [];
    const reading = async () => {
      for await (const frame of frames) seen.push(frame);
    };
    await expect(reading()).rejects.toMatchObject({ code: "stream-failed" });
    expect(seen).toHaveLength(2);
    expect(seen[1]).toMatch(/^event: error\ndata: \{"code":"stream-failed"/);
    expect(seen[1]).not.toContain("secret");
  });

  it("names a provider's failure by its permanent code", async () => {
    const broken = (async function* () {
      yield "a";
      throw down;
    })();
    const { frames } = await format(broken);
    const iterator = frames[Symbol.asyncIterator]();
    await iterator.next();
    expect((await iterator.next()).value).toContain('"code":"provider-unavailable"');
  });

  it("puts back what the name of an attachment hid from the model", async () => {
    const pii_vault = createPiiService().createVault();
    const hidden = pii_vault.placeholder("name", "Mario Rossi");
    const cited = [{ title: `cedolino ${hidden}.pdf`, source: "pagina 1", page: 1 }];
    const more = { pii_vault, citations: cited };
    const { frames } = await format(streamOf("uno"), { include_metadata: true }, more);
    expect((await read(frames)).at(-1)).toContain('"title":"cedolino Mario Rossi.pdf"');
  });
});
