import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { runPageSchema, runSchema } from "../../src/server/api-schemas.ts";
import { projectWith, serveIn } from "../cli/served.ts";
import type { Served } from "../cli/served.ts";
import { chunk, doneChunk, serveOpenAi, usageChunk, halting } from "../rag/llm/openai-server.ts";
import type { Reply } from "../rag/llm/openai-server.ts";
import { endless } from "./endless-model.ts";
import { eventsOf } from "./sent-events.ts";
import { question } from "./serving.ts";

// Each starts processes of its own.
vi.setConfig({ testTimeout: 60_000 });

const prlimit = "/usr/bin/prlimit";
const hasProc = existsSync("/proc/self/status");

function settingsFor(baseUrl: string): string {
  return [
    "storage: { path: ':memory:' }",
    "llm: { max_attempts: 1 }",
    `providers: [{ name: outside, kind: openai-compatible, base_url: "${baseUrl}", models: [{ model: m }] }]`,
    "",
  ].join("\n");
}

function ask(server: Served, query: string, request_id: string): Promise<Response> {
  return fetch(`${server.url}/api/v1/chat/stream`, {
    method: "POST",
    headers: { authorization: "Bearer demo", "content-type": "application/json", "x-request-id": request_id },
    body: JSON.stringify({ query }),
  });
}

async function runsOf(server: Served): Promise<readonly string[]> {
  const { runs } = runPageSchema.parse(await (await fetch(`${server.url}/api/runs`)).json());
  return runs.map(({ request_id, status }) => `${request_id} ${status}`);
}

/** Lines of the log that the server says it lost. */
async function droppedBy(server: Served): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^ragstep_log_lines_dropped_total (\d+)$/m.exec(text)?.[1]);
}

const answer: Reply = (response) =>
  void response
    .writeHead(200, { "content-type": "text/event-stream" })
    .end(chunk({ role: "assistant", content: "tutto" }) + chunk({}, "stop") + usageChunk + doneChunk);

test.skipIf(!existsSync("/dev/full"))(
  "a log on a full disk costs no answer; each line that it does not take is counted, and it is said once",
  async () => {
    await using model = await serveOpenAi(answer);
    const server = await serveIn(await projectWith(settingsFor(model.baseUrl)), "--log", "/dev/full");
    const response = await ask(server, question, "req_full");
    expect(await response.text()).toContain("data: [DONE]\n\n");
    const run_id = response.headers.get("x-run-id") ?? "";
    const events = eventsOf(await (await fetch(`${server.url}/api/runs/${run_id}/events`)).text());
    const ended = events.filter(({ type }) => type === "step-completed" || type === "step-failed");
    expect(await droppedBy(server)).toBe(ended.length);
    expect(server.stderr().match(/takes no more lines \(ENOSPC\)/g)).toHaveLength(1);
    expect(await server.end("SIGTERM")).toBe(0);
  },
);

test.skipIf(!existsSync(prlimit))(
  "files that may not grow in mid-stream: the stream ends whole, new runs are refused, and what was held back is written once they may",
  async () => {
    const next = Promise.withResolvers<void>();
    await using model = await serveOpenAi(halting(next.promise), answer);
    const folder = await projectWith(settingsFor(model.baseUrl));
    const server = await serveIn(folder, "--log", "run.log");
    const limit = (bytes: string) =>
      execFileSync(prlimit, [`--pid=${server.process.pid ?? 0}`, `--fsize=${bytes}:`]);
    const log = join(folder, "run.log");
    const streaming = await ask(server, question, "req_stream");
    // The next line fits in part.
    limit(String((await stat(log)).size + 40));
    next.resolve();
    expect(await streaming.text()).toMatch(/data: secondo\n\n.*data: \[DONE\]\n\n$/s);
    const refused = await ask(server, "Che cos'è il modello F24?", "req_refused");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await runsOf(server)).map((run) => run.split(" ")[0])).toEqual(["req_stream"]);

    limit("unlimited");
    const later = await ask(server, "Quali spese per la casa si possono detrarre?", "req_later");
    expect(await later.text()).toContain("data: [DONE]\n\n");
    expect(await server.end("SIGTERM")).toBe(0);

    const again = await serveIn(folder);
    expect(await runsOf(again)).toEqual(["req_later completed", "req_stream completed"]);
    const run_id = streaming.headers.get("x-run-id") ?? "";
    const run = runSchema.parse(await (await fetch(`${again.url}/api/runs/${run_id}`)).json());
    const events = eventsOf(await (await fetch(`${again.url}/api/runs/${run_id}/events`)).text());
    expect(events.map(({ id }) => id)).toEqual(events.map((_, at) => at + 1));
    const ended = events.filter(({ type }) => type === "step-completed" || type === "step-failed").length;
    expect(ended).toBe(run.steps);

    const lines = (await readFile(log, "utf8")).trimEnd().split("\n");
    const cut = lines.filter((line) => !line.endsWith("}"));
    const whole = lines.filter((line) => line.includes('"req_stream"') && line.endsWith("}"));
    for (const line of whole) JSON.parse(line);
    expect(cut).toHaveLength(1);
    const told = /The log takes lines again; (\d+) were not written/.exec(server.stderr())?.[1];
    expect(whole.length + Number(told)).toBe(ended);
  },
);

test("two servers on one database: each lists the other's runs, and those of one that is killed as broken off", async () => {
  const never = new Promise<void>(() => undefined);
  await using model = await serveOpenAi(answer, answer, halting(never), answer);
  const folder = await projectWith(settingsFor(model.baseUrl));
  const [one, two] = await Promise.all([serveIn(folder), serveIn(folder)]);
  await (await ask(one, question, "req_one")).text();
  await (await ask(two, "Quali spese per la casa si possono detrarre?", "req_two")).text();
  const listed = ["req_two completed", "req_one completed"];
  // The answer is whole before the run is.
  await expect.poll(() => runsOf(two), { interval: 20, timeout: 30_000 }).toEqual(listed);
  expect(await runsOf(one)).toEqual(listed);
  const cut = await ask(one, "Chi deve la comunicazione dei redditi agrari?", "req_cut");
  expect(await runsOf(two)).toEqual(["req_cut running", ...listed]);
  await one.end("SIGKILL");
  await expect(cut.text()).rejects.toThrow("terminated");
  expect(await runsOf(two)).toEqual(["req_cut interrupted", ...listed]);
  await (await ask(two, "Quando si versa l'acconto delle imposte?", "req_last")).text();
  await expect.poll(() => runsOf(two), { interval: 20, timeout: 30_000 }).toContain("req_last completed");
});

/** A process with clients that ask, and are then stopped as a machine is that has gone without a word. */
async function stoppedClients(url: string, count: number): Promise<void> {
  const body = JSON.stringify({ query: question });
  const request = [
    "POST /api/v1/chat/stream HTTP/1.1",
    "host: localhost",
    "authorization: Bearer demo",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
  const program = `
    const { connect } = require("node:net");
    const [port, count, request] = process.argv.slice(1);
    let answered = 0;
    for (let at = 0; at < Number(count); at++) {
      const socket = connect(Number(port), "127.0.0.1", () => socket.write(request));
      socket.once("data", () => { socket.pause(); if (++answered === Number(count)) console.log("answered"); });
      socket.on("error", () => {});
    }
  `;
  const child = spawn(process.execPath, ["-e", program, new URL(url).port, String(count), request], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  await once(child.stdout, "data");
  child.kill("SIGSTOP");
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, "utf8");
  return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
}

test.skipIf(!hasProc)(
  "clients that have stopped without a word are cut off, and the memory of the server stays flat meanwhile",
  async () => {
    const clients = 4;
    const said = { bytes: 0 };
    const closed = Array.from({ length: clients }, () => Promise.withResolvers<void>());
    const clock = createSystemClock();
    const replies = closed.map((one) => endless(said, one));
    await using model = await serveOpenAi(answer, ...replies, answer);
    const folder = await projectWith(settingsFor(model.baseUrl));
    const config = await readFile(join(folder, "ragstep.config.ts"), "utf8");
    const server = "  server: { timeouts: { stall_ms: 2000 } },\n});";
    await writeFile(join(folder, "ragstep.config.ts"), config.replace("});", server));
    const served = await serveIn(folder);
    await (await ask(served, "Quali spese per la casa si possono detrarre?", "req_warm")).text();
    // How much was in memory when the model last got rid of something, and how much more came to it since.
    const seen = { said: 0, bytes: 0, more: 0 };
    const cut = new AbortController();
    const watch = (async () => {
      while (!cut.signal.aborted) {
        const bytes = await residentBytes(served.process.pid);
        if (seen.said === said.bytes) seen.more = Math.max(seen.more, bytes - seen.bytes);
        else Object.assign(seen, { said: said.bytes, bytes, more: 0 });
        await clock.sleep(20, cut.signal).catch(() => undefined);
      }
    })();
    await stoppedClients(served.url, clients);
    await Promise.all(closed.map(({ promise }) => promise));
    cut.abort();
    await watch;
    // What fits into the buffers of the sockets between model, server and clients, and no more.
    expect(said.bytes).toBeLessThan(40_000_000 * clients);
    expect(seen.more).toBeLessThan(30_000_000);
    const metrics = async () => await (await fetch(`${served.url}/metrics`)).text();
    while (!(await metrics()).includes("\nragstep_open_streams 0\n"));
    expect((await ask(served, "Che cos'è il modello F24?", "req_after")).status).toBe(200);
  },
);
