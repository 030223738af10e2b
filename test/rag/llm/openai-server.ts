import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What a served call got, and when its connection was closed by the other side. */
export interface ServedCall {
  readonly body: unknown;
  readonly authorization: string | undefined;
  /** Names in lower case. */
  readonly headers: IncomingMessage["headers"];
  /** Resolves when the client closes the connection. */
  readonly closed: Promise<void>;
}

export type Reply = (response: ServerResponse, call: ServedCall) => void | Promise<void>;

/** A server on loopback that speaks the streamed part of the OpenAI chat API. */
export interface OpenAiServer {
  readonly baseUrl: string;
  readonly calls: readonly ServedCall[];
  [Symbol.asyncDispose](): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += String(part);
  return JSON.parse(text);
}

/** One `data:` line of an answer. */
export function chunk(delta: unknown, finish_reason: string | null = null): string {
  const choice = { index: 0, delta, finish_reason };
  return `data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "m", choices: [choice] })}\n\n`;
}

export const usageChunk = `data: ${JSON.stringify({
  id: "c1",
  object: "chat.completion.chunk",
  created: 1,
  model: "m",
  choices: [],
  usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
})}\n\n`;

export const doneChunk = "data: [DONE]\n\n";

/** Answers with these lines, one after the other, and ends. */
export function lines(...frames: readonly string[]): Reply {
  return (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const frame of frames) response.write(frame);
    response.end();
  };
}

/** Begins to answer with `primo `, and goes on with `secondo` when it may. */
export function halting(may: Promise<void>): Reply {
  return async (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }));
    await may;
    response.end(chunk({ content: "secondo" }) + chunk({}, "stop") + usageChunk + doneChunk);
  };
}

/** Serves each call with the next reply. */
export async function serveOpenAi(...replies: readonly Reply[]): Promise<OpenAiServer> {
  const calls: ServedCall[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const closed = new Promise<void>((resolve) => response.once("close", resolve));
      const { headers } = request;
      const call = { body: await bodyOf(request), authorization: headers.authorization, headers, closed };
      const reply = replies[calls.length];
      calls.push(call);
      if (reply === undefined) response.writeHead(500).end();
      else await reply(response, call);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
