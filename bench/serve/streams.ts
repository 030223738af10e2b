import { setTimeout as sleep } from "node:timers/promises";
import { accountOf } from "./account.ts";
import type { Account } from "./account.ts";
import { listening, readerReport } from "./messages.ts";
import type { ModelSettings, ReaderReport, ReaderSettings } from "./messages.ts";
import { startHelper } from "./process.ts";
import { serveProject } from "./served-project.ts";
import type { ServedProject } from "./served-project.ts";

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
  /** Bytes of the server's live memory for each stream when all are open, less before the first; NaN when they never were. */
  readonly liveBytesEach: number;
  /** The same of its resident memory at the peak, with all garbage that lies. */
  readonly residentBytesEach: number;
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

async function openStreams(url: string): Promise<number> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: "Bearer demo" } });
  return Number(/^ragstep_open_streams (\d+)$/m.exec(await response.text())?.[1]);
}

/** Live memory of a stream, when all are open. Collecting holds the server up: no times are taken meanwhile. */
async function liveBytesEach(server: ServedProject, settings: ReaderSettings): Promise<number> {
  const before = await server.live();
  const over = new AbortController();
  const reading = read(settings).finally(() => over.abort());
  let open = 0;
  while (!over.signal.aborted && open < settings.streams) {
    await sleep(200);
    open = await openStreams(server.url);
  }
  const live = over.signal.aborted ? Number.NaN : await server.live();
  await reading;
  return (live - before) / settings.streams;
}

/**
 * Opens the streams on one server, twice: for what clients see, and for the memory. When the last one waits for its first
 * token, the answers begin one after the other.
 */
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
    collects: true,
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
  const live = await liveBytesEach(server, { ...ask, streams, series: "m" });
  await server.stop();
  const account = await accountOf(server.folder);
  return {
    ...report,
    liveBytesEach: live,
    residentBytesEach: (peak - idle) / streams,
    cpuMicrosEach,
    account,
    folder: server.folder,
  };
}
