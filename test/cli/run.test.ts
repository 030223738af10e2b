import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith, ragstep, triageWith } from "./ragstep.ts";

const bin = fileURLToPath(new URL("../../bin/ragstep.js", import.meta.url));

/** Streams the answer as server-sent events, one every few milliseconds, as long as the client listens. */
const streaming = {
  "steps/environment.ts": `
import type { Environment, RequestIO, ResponseSink } from "#ragstep";
const tickets = { read: { answerTo: (text: string) => (text === "" ? null : text) }, write: {} };
export type Stores = { Tickets: typeof tickets };
export type Services = { sink: ResponseSink | null };
export default (): Environment => {
  const services: Services = { sink: null };
  return {
    stores: { Tickets: tickets },
    services,
    toInput(request: unknown, io: RequestIO) {
      services.sink = io.sink;
      return request as Record<string, unknown>;
    },
    summarize: () => "from the tickets",
  };
};
`,
  "steps/answer/Reply.ts": `
import { step } from "../ragstep.gen.ts";
export default step("Reply", {
  reads: ["ticket"],
  writes: ["answer"],
  async run({ state, services, clock, signal }) {
    const { sink } = services;
    if (sink === null) return {};
    sink.writeHead(200, { "Content-Type": "text/event-stream" });
    const encoder = new TextEncoder();
    try {
      for (let count = 1; count <= Number(state.ticket); count++) {
        await sink.write(encoder.encode("data: " + count + "\\n\\n"));
        await clock.sleep(10, signal);
      }
      await sink.write(encoder.encode("data: [DONE]\\n\\n"));
      await sink.end();
    } catch (error) {
      if (!sink.closed.aborted) throw error;
    }
    return { answer: "streamed" };
  },
});
`,
};

async function requestFor(content: unknown): Promise<string> {
  return join(await folderWith({ "request.json": JSON.stringify(content) }), "request.json");
}

describe("a run", () => {
  test("that looks at the feeds of the settings needs no request file", async () => {
    const repository = fileURLToPath(new URL("../..", import.meta.url));
    const env = { RAGSTEP_STORAGE_PATH: ":memory:" };
    const { code, stdout } = await ragstep(["run", "--entry", "RSSMonitor"], { cwd: repository, env });
    expect(JSON.parse(stdout)).toMatchObject({ feeds: 0, problems: [] });
    expect(code).toBe(0);
  });

  test("wants a request file or an entry", async () => {
    const { code, stderr } = await ragstep(["run"]);
    expect(stderr).toContain("[missing-argument] `ragstep run` wants the file of the request");
    expect(code).toBe(2);
  });

  test("shows the log on stderr and the client's bytes alone on stdout", async () => {
    const { code, stdout, stderr } = await ragstep(["run", "requests/unknown.json"]);
    expect(stdout).toBe('{"answer":"A person will write to you."}');
    expect(stderr.match(/^RAG STEP \d+ .*$/gm)).toHaveLength(4);
    expect(stderr).toMatch(
      /^RAG STEP 2 \(triage\.known\): Known problem\? \| attrs=\{"step":2,"request_id":"\S+","known":false,/m,
    );
    expect(stderr).toMatch(
      /completed run_\S+\n {2}path {4}4 long, 4 different steps, \d+ ms\n {2}answer {2}status 200\n$/,
    );
    expect(code).toBe(0);
  });

  test("is one JSON object on request", async () => {
    const { code, stdout, stderr } = await ragstep(["run", "requests/known.json", "--format", "json"]);
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      run_id: expect.stringMatching(/^run_/),
      status: "completed",
      entry: "Receive",
      path: [
        {
          step: 1,
          node: "Receive",
          visit: 1,
          outcome: null,
          next: ["Known"],
          latency_ms: expect.any(Number),
        },
        { step: 2, node: "Known", visit: 1, outcome: "Yes", next: ["Reply"], latency_ms: expect.any(Number) },
        { step: 3, node: "Reply", visit: 1, outcome: null, next: ["Done"], latency_ms: expect.any(Number) },
        { step: 5, node: "Done", visit: 1, outcome: null, next: [], latency_ms: expect.any(Number) },
      ],
      response: {
        status_code: 200,
        headers: { "content-type": "application/json" },
        body: { answer: "Switch it off and on again." },
      },
      error: null,
      mismatches: [],
      diagnostics: [],
    });
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test("starts where `--entry` says", async () => {
    const request = await requestFor({ input: {}, expect: { path: ["Escalate", "Done"] } });
    expect(await ragstep(["run", request, "--entry", "Escalate"])).toMatchObject({ code: 0 });
  });

  test("that does not do what its request expects says what differs, and exits with 1", async () => {
    const request = await requestFor({
      input: { ticket: "printer" },
      expect: { path_includes: ["Escalate"], status_code: 500 },
    });
    const { code, stderr } = await ragstep(["run", request]);
    expect(stderr).toContain("expected otherwise The path misses `Escalate`.");
    expect(stderr).toContain("expected otherwise `status_code` is 200, and 500 was expected.");
    expect(code).toBe(1);
  });

  test("adds its log and its events to files, one JSON object a line", async () => {
    const folder = await folderWith({ "run.log": "kept\n" });
    const [log, trace] = [join(folder, "run.log"), join(folder, "run.trace")];
    await ragstep(["run", "requests/known.json", "--log", log, "--trace", trace]);
    const lines = (await readFile(log, "utf8")).trim().split("\n");
    expect(lines.shift()).toBe("kept");
    expect(lines.map((line) => (JSON.parse(line) as { readonly node: string }).node)).toEqual([
      "Receive",
      "Known",
      "Reply",
      "Done",
    ]);
    const events = (await readFile(trace, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly type: string; readonly seq: number });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at));
    expect(events.filter(({ type }) => type === "step-completed")).toHaveLength(4);
  });

  test("twice over is compared at its last time", async () => {
    const request = await requestFor({ input: { ticket: "printer" }, client: { repeat: 3 } });
    const { stdout, stderr } = await ragstep(["run", request]);
    expect(stdout).toBe('{"answer":"Switch it off and on again."}');
    expect(stderr.match(/^RAG STEP 1 /gm)).toHaveLength(3);
  });
});

describe("a streamed run", () => {
  test("gives its frames one by one, and as a list in JSON", async () => {
    const cwd = await triageWith(streaming);
    const request = await requestFor({
      request: { ticket: "3" },
      expect: { frames: { count: 4, last: "data: [DONE]" } },
    });
    const pretty = await ragstep(["run", request], { cwd });
    expect(pretty.stdout).toBe("data: 1\n\ndata: 2\n\ndata: 3\n\ndata: [DONE]\n\n");
    expect(pretty.stderr).toContain("  answer  status 200, 4 frames, from the tickets");
    expect(pretty.code).toBe(0);
    const json = await ragstep(["run", request, "--format", "json"], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({
      response: { status_code: 200, frames: ["data: 1", "data: 2", "data: 3", "data: [DONE]"] },
    });
  });

  test("ends when its client leaves", async () => {
    const cwd = await triageWith(streaming);
    const request = await requestFor({
      request: { ticket: "1000" },
      client: { disconnect_after_frames: 2 },
      expect: { status: "completed", frames: { count: 2, excludes: ["[DONE]"] } },
    });
    expect(await ragstep(["run", request], { cwd })).toMatchObject({
      code: 0,
      stdout: "data: 1\n\ndata: 2\n\n",
    });
  });

  test("ends quietly when nobody reads its output any more", async () => {
    const cwd = await triageWith(streaming);
    const request = await requestFor({ request: { ticket: "1000" } });
    const child = spawn(process.execPath, [bin, "run", request], { cwd });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = await once(child, "close");
    expect(stderr).not.toContain("EPIPE");
    expect(stderr).toContain("completed run_");
    expect(code).toBe(0);
  });

  test("is cancelled by Ctrl-C, with its log complete", async () => {
    const cwd = await triageWith(streaming);
    const request = await requestFor({ request: { ticket: "100000" } });
    const child = spawn(process.execPath, [bin, "run", request], { cwd });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once("data", () => child.kill("SIGINT"));
    const [code] = await once(child, "close");
    expect(stderr).toContain("cancelled run_");
    expect(stderr).toContain("[run-cancelled]");
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(130);
  });
});
