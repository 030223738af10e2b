/** Clients of whole answers, as a process: so many at once, each asks again when it is answered. */
import { Agent, request } from "node:http";
import { quantile } from "./clock.ts";
import { askerSettings } from "./messages.ts";
import { settingsOf, tell } from "./process.ts";

const { url, body, concurrency, seconds, expect } = settingsOf(askerSettings);
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
const headers = {
  authorization: "Bearer demo",
  "content-type": "application/json",
  "content-length": Buffer.byteLength(body),
};

async function ask(): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const asked = request(`${url}/api/v1/chat`, { agent, method: "POST", headers }, (response) => {
    const parts: string[] = [];
    response.setEncoding("utf8");
    response.on("data", (part: string) => parts.push(part));
    response.once("end", () => resolve(response.statusCode === 200 && parts.join("") === expect));
  });
  asked.once("error", reject);
  asked.end(body);
  return await promise;
}

const times: number[] = [];
let wrong = 0;

async function askUntil(end: number, counted: boolean): Promise<void> {
  while (performance.now() < end) {
    const begun = performance.now();
    const right = await ask();
    if (!counted) continue;
    times.push(performance.now() - begun);
    if (!right) wrong++;
  }
}

async function askAtOnce(forSeconds: number, counted: boolean): Promise<number> {
  const begun = performance.now();
  const end = begun + forSeconds * 1000;
  await Promise.all(Array.from({ length: concurrency }, () => askUntil(end, counted)));
  return (performance.now() - begun) / 1000;
}

// The first fifth warms up.
await askAtOnce(seconds / 5, false);
const took = await askAtOnce(seconds, true);
const sorted = times.toSorted((a, b) => a - b);
await tell({
  requests: sorted.length,
  wrong,
  perSecond: sorted.length / took,
  p50: quantile(sorted, 0.5),
  p99: quantile(sorted, 0.99),
});
agent.destroy();
process.disconnect();
