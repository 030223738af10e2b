import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import {
  createOpenAiEmbedder,
  type OpenAiEmbedderOptions,
} from "../../../src/rag/embeddings/openai-embedder.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";

const requestSchema = z.object({ model: z.string(), input: z.array(z.string()) });
type Handle = (
  request: IncomingMessage,
  response: ServerResponse,
  input: readonly string[],
  count: number,
) => void;

/** A service on this machine that answers as told; `inputs` are the batches it was sent. */
async function serve(handle: Handle, options: Partial<OpenAiEmbedderOptions> = {}) {
  const inputs: (readonly string[])[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const { input } = requestSchema.parse(body);
      inputs.push(input);
      handle(request, response, input, inputs.length);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const clock = createFakeClock({ autoAdvance: true });
  return {
    inputs,
    clock,
    embedder: createOpenAiEmbedder({
      baseUrl: `http://127.0.0.1:${port}/v1/`,
      model: "m",
      dimensions: 2,
      clock,
      ...options,
    }),
  };
}

/** The vector (n, 0) for a text of n characters, the last text first. */
const lengths: Handle = (_request, response, input) => {
  const data = input.map((text, index) => ({ index, embedding: [text.length, 0] })).toReversed();
  response.end(JSON.stringify({ object: "list", data }));
};

test("texts go out in batches and their vectors come back in order, with length 1", async () => {
  const { embedder, inputs } = await serve(
    (request, response, input) => {
      expect([request.url, request.headers.authorization]).toEqual(["/v1/embeddings", "Bearer key"]);
      const data = input
        .map((text, index) => ({ index, embedding: text === "b" ? [0, -5] : [3, 4] }))
        .toReversed();
      response.end(JSON.stringify({ data }));
    },
    { batchSize: 2, apiKey: "key" },
  );
  const vectors = await embedder.embed(["a", "b", "c"]);
  expect(inputs).toEqual([["a", "b"], ["c"]]);
  expect(vectors.map((vector) => [...vector].map((value) => Math.round(value * 10)))).toEqual([
    [6, 8],
    [0, -10],
    [6, 8],
  ]);
  expect(await embedder.embed([])).toEqual([]);
});

test.each([429, 500, 503])("an answer of %d is tried again, later and later", async (status) => {
  const { embedder, clock, inputs } = await serve((request, response, input, count) => {
    if (count === 3) return lengths(request, response, input, count);
    response.writeHead(status).end("the body is not repeated");
  });
  const before = clock.now();
  expect(await embedder.embed(["a"])).toHaveLength(1);
  expect([inputs.length, clock.now() - before]).toEqual([3, 250 + 500]);
});

test.each([
  ["refuses the key", 1, (response: ServerResponse) => response.writeHead(401).end("secret")],
  ["keeps failing", 3, (response: ServerResponse) => response.writeHead(500).end("secret")],
  [
    "answers something else",
    1,
    (response: ServerResponse) => response.end('{"data": [{"embedding": "secret"}]}'),
  ],
  ["breaks off", 3, (response: ServerResponse) => response.destroy()],
])("a service that %s is an error after %d attempts, without what it said", async (_name, attempts, act) => {
  const { embedder, inputs } = await serve((_request, response) => void act(response));
  const failed = await embedder.embed(["a"]).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "embedding-failed", hint: expect.any(String) });
  expect(String(failed)).not.toContain("secret");
  expect(inputs).toHaveLength(attempts);
});

test("vectors of another length than configured are an error that tells the length", async () => {
  const { embedder } = await serve(lengths, { dimensions: 3 });
  await expect(embedder.embed(["a"])).rejects.toMatchObject({
    code: "embedding-size",
    hint: "dimensions: 2",
  });
});

test("a service that does not answer in time is an error, and an abort stops the call at once", async () => {
  const { embedder } = await serve(() => {}, { timeoutMs: 20, attempts: 1 });
  await expect(embedder.embed(["a"])).rejects.toMatchObject({
    message: expect.stringContaining("within 20 ms"),
  });
  const client = new AbortController();
  const { embedder: waiting } = await serve(() => client.abort(new Error("client is gone")));
  await expect(waiting.embed(["a"], client.signal)).rejects.toThrow("client is gone");
});
