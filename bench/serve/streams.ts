import { setTimeout as sleep } from "node:timers/promises";
import { accountOf } from "./account.ts";
import type { Account } from "./account.ts";
import { listening, readerReport } from "./messages.ts";
import type { ModelSettings, ReaderReport, ReaderSettings } from "./messages.ts";
import { startHelper } from "./process.ts";
import { serveProject } from "./served-project.ts";

/** How the streams are measured. */
export interface StreamsPlan {
  readonly streams: number;
  readonly tokens: number;
  /** Of each stream. */
  readonly tokensPerSecond: number;
  /** Streams before what is measured. */
  readonly warmUp: number;
  /** Leaves a profile of the server's processor in its folder. */
  readonly profile?: boolean;
}

/** What came of it. */
export interface StreamsResult extends ReaderReport {
  /** Bytes of the server's memory for each stream: at the peak, less before the first. */
  readonly bytesEach: number;
  /** Processor time of the server for each frame, in microseconds, with all that a stream costs besides. */
  readonly cpuMicrosEach: number;
  readonly account: Account;
  readonly folder: string;
}

const arrivalsPerSecond = 100;

/** Settings of a server whose one model is at this address. */
export function withModel(base_url: string): object {
  const models = [{ model: "m" }];
  return { providers: [{ name: "bench", kind: "openai-compatible", base_url, models }] };
}

async function read(settings: ReaderSettings): Promise<ReaderReport> {
  await using readers = startHelper("readers.ts", settings, readerReport);
  return await readers.next();
}

/** Opens the streams on one server; when the last one waits for its first token, the answers begin one after the other. */
export async function runStreams(plan: StreamsPlan): Promise<StreamsResult> {
  const { streams, tokens, tokensPerSecond, warmUp } = plan;
  // Half of the time of an answer: in the middle all stream at once, and they do not all end in one moment.
  const spreadSeconds = tokens / tokensPerSecond / 2;
  const model: ModelSettings = { tokens, tokensPerSecond, freely: warmUp, holdFor: streams, spreadSeconds };
  await using endpoint = startHelper("model.ts", model, listening);
  const { url: modelUrl } = await endpoint.next();
  await using server = await serveProject({
    settings: withModel(modelUrl),
    profile: plan.profile === true,
  });
  const ask = { url: server.url, tokens, perSecond: arrivalsPerSecond };
  await read({ ...ask, streams: warmUp, series: "w" });
  await sleep(1500);
  const idle = await server.rss();
  let peak = idle;
  const cpu = await server.cpuMs();
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      peak = Math.max(peak, await server.rss());
      await sleep(200);
    }
  })();
  const report = await read({ ...ask, streams, series: "" });
  over.abort();
  await watching;
  const cpuMicrosEach = ((await server.cpuMs()) - cpu) * (1000 / report.frames);
  await server.stop();
  const account = await accountOf(server.folder);
  return { ...report, bytesEach: (peak - idle) / streams, cpuMicrosEach, account, folder: server.folder };
}
