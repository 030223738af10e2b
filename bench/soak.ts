/**
 * Keeps a real `ragstep serve` busy with clients that read, leave, read slowly and ask what is wrong, over a model that
 * breaks off now and then, and holds its database of runs for ten seconds once. Exits with 1 when memory grows, a run is
 * missing or not ended, or a line of the log is missing. `npm run soak -- 5` for five minutes; 30 when nothing is said.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import type { Row } from "./measure.ts";
import { accountOf } from "./serve/account.ts";
import { listening, soakReport } from "./serve/messages.ts";
import type { ModelSettings } from "./serve/messages.ts";
import { startHelper } from "./serve/process.ts";
import { serveProject } from "./serve/served-project.ts";
import { withModel } from "./serve/streams.ts";
import { machine, table } from "./table.ts";

const minutes = Number(process.argv[2] ?? 30);
const lockMs = 10_000;
const sampleMs = 1000;
const megabyte = 1024 * 1024;

interface Sample {
  readonly minute: number;
  readonly bytes: number;
}

/** Bytes a minute, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [minute, bytes] = [mean(samples.map((one) => one.minute)), mean(samples.map((one) => one.bytes))];
  const rise = samples.reduce((sum, one) => sum + (one.minute - minute) * (one.bytes - bytes), 0);
  return rise / samples.reduce((sum, one) => sum + (one.minute - minute) ** 2, 0);
}

/** Holds the write lock of the database of runs, as another program would. */
async function holdDatabase(folder: string): Promise<void> {
  const db = new DatabaseSync(join(folder, ".ragstep/runs.db"), { timeout: 5000 });
  db.exec("BEGIN IMMEDIATE");
  await sleep(lockMs);
  db.exec("ROLLBACK");
  db.close();
}

console.log(`${machine()}, ${minutes} minutes\n`);
const model: ModelSettings = { tokens: 40, tokensPerSecond: 20, cutEvery: 23 };
await using endpoint = startHelper("model.ts", model, listening);
const { url: modelUrl } = await endpoint.next();
await using server = await serveProject({
  settings: withModel(modelUrl),
  server: { runs: { keep: 10_000_000 } },
  heapMegabytes: 256,
});
await using clients = startHelper("soak-clients.ts", { url: server.url, minutes }, soakReport);
const over = new AbortController();
const samples: Sample[] = [];
const begun = performance.now();
const sampling = (async () => {
  while (!over.signal.aborted) {
    samples.push({ minute: (performance.now() - begun) / 60_000, bytes: await server.rss() });
    await sleep(sampleMs);
  }
})();
const locking = sleep((minutes * 60_000) / 4).then(() => holdDatabase(server.folder));
const report = await clients.next();
await locking;
over.abort();
await sampling;
const metrics = await (await fetch(`${server.url}/metrics`)).text();
const dropped = Number(/^ragstep_log_lines_dropped\S* (\d+)$/m.exec(metrics)?.[1]);
await server.stop();
const { runs, byStatus, lines, runsWithOtherLines, runIds } = await accountOf(server.folder);

const later = samples.filter(({ minute }) => minute >= minutes / 2 && minute <= minutes);
const level = later.reduce((sum, { bytes }) => sum + bytes, 0) / later.length;
const growth = slopeOf(later) * (minutes / 2);
const missing = report.runIds.filter((id) => !runIds.has(id)).length;
const none = (what: string, measured: number): Row => {
  return { what, measured: String(measured), floor: "", ratio: "", bound: "0", kept: measured === 0 };
};
console.log("What the clients saw:");
for (const [outcome, times] of Object.entries(report.outcomes).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`  ${times} x ${outcome}`);
for (const surprise of report.surprises) console.log(`  not expected: ${surprise}`);
console.log(`\n${runs} runs (${JSON.stringify(byStatus)}), ${lines} lines of log\n`);
const rows: readonly Row[] = [
  {
    what: "growth of resident memory over the second half, by least squares",
    measured: `${(growth / megabyte).toFixed(1)} MB of ${(level / megabyte).toFixed(0)} MB`,
    floor: "",
    ratio: `${((growth / level) * 100).toFixed(1)} %`,
    bound: "<= 10 %",
    kept: growth <= level / 10,
  },
  none("answers that should not have come", report.surprises.length),
  none("runs that a client was told of and that are not stored", missing),
  none("runs that have no end", byStatus["running"] ?? 0),
  none("runs whose log is not whole", runsWithOtherLines),
  none("lines of the log that were dropped", dropped),
];
console.log(table(rows));
if (rows.some(({ kept }) => !kept)) process.exitCode = 1;
