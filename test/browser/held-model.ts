import type { ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { chunk, doneChunk, serveOpenAi, usageChunk } from "../rag/llm/openai-server.ts";

/** A model that says what the test tells it, when the test tells it. */
export interface HeldModel {
  readonly baseUrl: string;
  /** Resolves when the model has been asked. */
  readonly asked: Promise<void>;
  /** Resolves when whoever asked has gone, or has the whole answer. */
  readonly left: Promise<void>;
  /** Sends words; resolves when they have gone out. */
  say(words: string): Promise<void>;
  /** Ends the answer as models do. */
  finish(): Promise<void>;
  /** Closes the connection in the middle of the answer. */
  breakOff(): Promise<void>;
}

/** Serves such a model for one question; it is gone when the test is over. */
export async function heldModel(): Promise<HeldModel> {
  const answering = Promise.withResolvers<ServerResponse>();
  const left = Promise.withResolvers<void>();
  const server = await serveOpenAi((response, call) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    void call.closed.then(left.resolve);
    answering.resolve(response);
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const send = async (text: string): Promise<void> => {
    const response = await answering.promise;
    await new Promise<void>((resolve) => response.write(text, () => resolve()));
  };
  return {
    baseUrl: server.baseUrl,
    asked: answering.promise.then(() => undefined),
    left: left.promise,
    say: (words) => send(chunk({ role: "assistant", content: words })),
    async finish() {
      await send(chunk({}, "stop") + usageChunk + doneChunk);
      (await answering.promise).end();
    },
    async breakOff() {
      (await answering.promise).destroy();
    },
  };
}
