/** Clients of streams, as a process: each asks, reads to the end, and checks that every token came, in order. */
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { machineMicros, quantile } from "./clock.ts";
import { readerSettings } from "./messages.ts";
import { settingsOf, tell } from "./process.ts";

const { url, streams, tokens, perSecond, series } = settingsOf(readerSettings);
const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
const latencies: number[] = [];
const seen = { frames: 0, whole: 0, lost: 0, reordered: 0, first: Infinity, last: 0 };
let problem: string | null = null;

/** Takes one frame; gives the number of the token that is expected next. */
function take(frame: string, expected: number, now: number): number {
  const token = /^data: (\d+):(\d+) ?$/.exec(frame);
  if (token === null) return expected;
  const [number, sent] = [Number(token[1]), Number(token[2])];
  seen.frames++;
  seen.first = Math.min(seen.first, sent);
  seen.last = Math.max(seen.last, now);
  latencies.push((now - sent) / 1000);
  if (number < expected) seen.reordered++;
  return Math.max(expected, number + 1);
}

async function read(which: number): Promise<void> {
  const content = `Quali sono le scadenze per versare l'IVA periodica e con quale modello si paga? Pratica ${series}${which}.`;
  const body = JSON.stringify({ messages: [{ role: "user", content }], stream: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  let [rest, expected, count, done] = ["", 0, 0, false];
  const asked = request(
    `${url}/api/v1/chat/stream`,
    {
      agent,
      method: "POST",
      headers: {
        authorization: "Bearer demo",
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      },
    },
    (response) => {
      if (response.statusCode !== 200) problem ??= `status ${response.statusCode}`;
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        const now = machineMicros();
        const frames = (rest + chunk).split("\n\n");
        rest = frames.pop() ?? "";
        for (const frame of frames) {
          const next = take(frame, expected, now);
          if (next !== expected) count++;
          expected = next;
          if (frame === "data: [DONE]") done = true;
          if (frame.startsWith("event: error")) problem ??= frame;
        }
      });
      response.once("close", resolve);
    },
  );
  asked.once("error", (error) => {
    problem ??= String(error);
    resolve();
  });
  asked.end(body);
  await promise;
  seen.lost += tokens - count;
  if (done) seen.whole++;
}

const reading: Promise<void>[] = [];
const begun = performance.now();
for (let which = 0; which < streams; which++) {
  const ahead = (which / perSecond) * 1000 - (performance.now() - begun);
  if (ahead > 1) await sleep(ahead);
  reading.push(read(which));
}
await Promise.all(reading);
const sorted = Float64Array.from(latencies).toSorted();
await tell({
  streams,
  whole: seen.whole,
  frames: seen.frames,
  lost: seen.lost,
  reordered: seen.reordered,
  p50: quantile(sorted, 0.5),
  p99: quantile(sorted, 0.99),
  max: sorted.at(-1) ?? Number.NaN,
  seconds: (seen.last - seen.first) / 1e6,
  problem,
});
process.disconnect();
