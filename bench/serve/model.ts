/**
 * A model behind the interface of OpenAI, as a process: its tokens carry their number and the moment they were sent.
 * Answers begin evenly spread, as those of many users would, and not all in the same millisecond.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { machineMicros } from "./clock.ts";
import { modelSettings } from "./messages.ts";
import { settingsOf, tell } from "./process.ts";

const { tokens, tokensPerSecond, freely, holdFor, spreadSeconds, cutEvery } = settingsOf(modelSettings);
const periodMs = 1000 / tokensPerSecond;
/** Between two tokens of an answer that warms up. */
const warmUpMs = 25;
/** How often tokens that are due are looked for. */
const tickMs = 2;

interface Answer {
  readonly response: ServerResponse;
  readonly cutAt: number;
  readonly periodMs: number;
  sent: number;
  due: number;
}

const answers = new Set<Answer>();
let held: ServerResponse[] = [];
let calls = 0;

function event(delta: object, finish: string | null, more: object = {}): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "m", choices, ...more })}\n\n`;
}

function step(answer: Answer, now: number): void {
  while (answer.due <= now) {
    if (answer.sent === answer.cutAt) {
      answers.delete(answer);
      answer.response.destroy();
      return;
    }
    if (answer.sent === tokens) {
      answers.delete(answer);
      const usage = { prompt_tokens: 100, completion_tokens: tokens, total_tokens: 100 + tokens };
      answer.response.end(`${event({}, "stop", { usage })}data: [DONE]\n\n`);
      return;
    }
    // Sent late is sent late: what is measured begins when the token leaves.
    answer.response.write(event({ content: `${answer.sent++}:${machineMicros()} ` }, null));
    answer.due += answer.periodMs;
  }
}

function begin(response: ServerResponse, delay: number, every = periodMs): void {
  const cutAt = cutEvery > 0 && calls % cutEvery === 0 ? Math.floor(tokens / 2) : -1;
  answers.add({ response, cutAt, periodMs: every, sent: 0, due: performance.now() + delay });
}

setInterval(() => {
  const now = performance.now();
  for (const answer of answers) step(answer, now);
}, tickMs);

const server = createServer((request, response) => {
  request.resume();
  request.once("end", () => {
    calls++;
    response.socket?.setNoDelay(true);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(event({ role: "assistant", content: "" }, null));
    response.once("close", () => {
      for (const answer of answers) if (answer.response === response) answers.delete(answer);
    });
    if (calls <= freely) {
      begin(response, 0, warmUpMs);
      return;
    }
    if (holdFor === 0) {
      begin(response, Math.random() * periodMs);
      return;
    }
    held.push(response);
    if (held.length < holdFor) return;
    for (const [at, one] of held.entries()) begin(one, (at / held.length) * spreadSeconds * 1000);
    held = [];
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", 4096, () => {
  const { port } = server.address() as AddressInfo;
  void tell({ url: `http://127.0.0.1:${port}/v1` });
});
process.once("disconnect", () => process.exit());
