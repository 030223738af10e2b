import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readBuiltPage, viewFileName } from "../../src/cli/write-view.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { createCountingIds } from "../../src/runtime/ids.ts";
import { openSqliteRunStore } from "../../src/server/runs/sqlite-run-store.ts";
import { savedPageSchema } from "../../src/view/saved-page.ts";
import type { SavedPage } from "../../src/view/saved-page.ts";
import { buildPage } from "../browser/built-page.ts";
import { folderWith, ragstep, triageWith } from "./ragstep.ts";

let folder = "";
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  await buildPage();
  folder = await folderWith({});
  for (const request of ["requests/known.json", "requests/unknown.json"])
    await ragstep(["run", request, "--log", inFolder("run.log"), "--trace", inFolder("run.trace")]);
}, 60_000);

/** The data in a written page. */
async function dataOf(file: string): Promise<SavedPage> {
  const html = await readFile(file, "utf8");
  const data = /<script type="application\/json" id="ragstep-page">(.*?)<\/script>/s.exec(html)?.[1];
  return savedPageSchema.parse(JSON.parse(data ?? "null"));
}

async function view(...words: readonly string[]): Promise<SavedPage> {
  const out = inFolder("out.html");
  const ended = await ragstep(["view", ...words, "--out", out]);
  expect(ended).toEqual({ code: 0, stdout: `${out}\n`, stderr: "" });
  return await dataOf(out);
}

describe("ragstep view writes one page", () => {
  test("with the runs of a log, newest first, the graph and the cards", async () => {
    const { runs, graph, nodes } = await view(inFolder("run.log"));
    expect(runs.map(({ run }) => [run.route, run.status, run.steps])).toEqual([
      ["run.log", "completed", 4],
      ["run.log", "completed", 4],
    ]);
    const [newest, oldest] = runs;
    expect(newest?.events.some((event) => "node" in event && event.node === "Escalate")).toBe(true);
    expect(oldest?.events.some((event) => "node" in event && event.node === "Reply")).toBe(true);
    expect(newest?.notes[0]).toContain("Values of the state");
    expect(graph.nodes).toHaveLength(5);
    expect(nodes.find(({ id }) => id === "Known")?.handler?.path).toMatch(/^steps\/.*Known\.ts$/);
  });

  test("with the events of a trace as they were written", async () => {
    const { runs } = await view(inFolder("run.trace"));
    const lines = (await readFile(inFolder("run.trace"), "utf8")).trimEnd().split("\n");
    const own = lines.map((line) => JSON.parse(line)).filter(({ run_id }) => run_id === runs[0]?.run.run_id);
    expect(runs[0]?.events).toEqual(own.map((event, place) => ({ ...event, n: place + 1 })));
  });

  test("with one run of a file, with some of many, and with runs of several files, each once", async () => {
    const { runs: all } = await view(inFolder("run.trace"), inFolder("run.log"));
    expect(all).toHaveLength(2);
    const id = all[1]?.run.run_id ?? "";
    const { runs: one } = await view(`${inFolder("run.log")}#${id}`);
    expect(one.map(({ run }) => run.run_id)).toEqual([id]);
    const { stderr } = await ragstep([
      "view",
      inFolder("run.log"),
      "--last",
      "1",
      "--out",
      inFolder("a.html"),
    ]);
    expect(stderr).toContain("holds 2 runs, and the newest 1 are in the page. `--last 2` takes all.");
    expect((await dataOf(inFolder("a.html"))).runs).toHaveLength(1);
  });

  test("in the current folder, named after the run", async () => {
    const cwd = await triageWith({});
    const { code, stdout } = await ragstep(["view", inFolder("run.log"), "--last", "1"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ragstep-run_\w+\.html\n$/);
    expect(await readdir(cwd)).toContain(stdout.trim());
  });

  test("of a project whose code cannot be loaded, without what the code says", async () => {
    const cwd = await triageWith({ "steps/state.ts": "export default nothing;\n" });
    const out = inFolder("broken.html");
    const { code, stderr } = await ragstep(["view", inFolder("run.log"), "--out", out], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("The code of the steps cannot be loaded");
    expect((await dataOf(out)).graph.keys).toEqual([]);
  });
});

describe("a run that a server has stored", () => {
  /** A project in whose database two runs are, one of them still going. */
  async function served(): Promise<string> {
    const cwd = await triageWith({});
    const store = openSqliteRunStore({
      path: join(cwd, ".ragstep/runs.db"),
      clock: createSystemClock(),
      ids: createCountingIds(),
      keep: 10,
      keepDays: 10,
      warn: () => undefined,
    });
    for (const run_id of ["run_ab10", "run_ab20"]) {
      await store.begin({
        run_id,
        request_id: "req_1",
        entry: "Receive",
        route: "POST /tickets",
        graph_hash: "an-older-one",
        user_id: "user_rossi",
        session_id: null,
        started_at: 1000,
      });
      const masked = { kind: "masked", type: "text", size: 42 } as const;
      store.append(run_id, [
        { type: "state", run_id, time: 1000, node: "Receive", visit: 0, patch: { email: masked } },
      ]);
    }
    const end = { status: "completed", ended_at: 1010, latency_ms: 10, steps: 0 } as const;
    await store.end({ run_id: "run_ab10", ...end, status_code: 200, source: null, error: null });
    await store.close();
    return cwd;
  }

  test("is found by its id or how it begins, and stays masked", async () => {
    const cwd = await served();
    const out = join(cwd, "out.html");
    for (const id of ["run_ab10", "run_ab1"]) {
      const { code, stderr } = await ragstep(["view", id, "--out", out], { cwd });
      expect([code, stderr]).toEqual([0, ""]);
      const [saved] = (await dataOf(out)).runs;
      expect(saved?.run).toMatchObject({ run_id: "run_ab10", status: "completed", route: "POST /tickets" });
      expect(saved?.events).toMatchObject([
        { patch: { email: { kind: "masked", type: "text", size: 42 } }, n: 1 },
      ]);
      expect(saved?.notes).toEqual(["The run walked another version of the diagram."]);
    }
    const { stdout } = await ragstep(["view", "run_ab10", "run_ab20"], { cwd });
    expect(stdout).toBe("ragstep-2-runs.html\n");
  });

  test("is named by the nearest when it is not there", async () => {
    const cwd = await served();
    for (const [id, message] of [
      ["run_ba10", "`.ragstep/runs.db` has no run `run_ba10`. Did you mean `run_ab10`?"],
      ["run_ab", "2 runs of `.ragstep/runs.db` begin with `run_ab`."],
    ] as const) {
      const { code, stderr } = await ragstep(["view", id], { cwd });
      expect(stderr).toContain(message);
      expect(code).toBe(2);
    }
  });
});

test("wrong words say what is wrong", async () => {
  const cwd = await triageWith({});
  for (const [words, message] of [
    [["no.log"], "There is no log, trace or recording `no.log`."],
    [[`${inFolder("run.log")}#run_x`], "has no run `run_x`"],
    [["run_x"], "no server has stored any in `.ragstep/runs.db`"],
    [[], "wants what `--log` or `--trace` wrote"],
    [[inFolder("run.log"), "--last", "0"], "`--last` wants a number from 1 on"],
    [
      [inFolder("run.log"), "--out", "no/such/folder.html"],
      "`no/such/folder.html` cannot be written (ENOENT)",
    ],
  ] as const) {
    const { code, stdout, stderr } = await ragstep(["view", ...words], { cwd });
    expect(stderr).toContain(message);
    expect(stderr).toContain("  hint ");
    expect([code, stdout]).toEqual([2, ""]);
  }
  expect(await readdir(cwd)).not.toContain(".ragstep");
});

test("a page that was not built is said to be missing", async () => {
  await expect(readBuiltPage(join(folder, "nowhere"))).rejects.toMatchObject({
    code: "page-not-built",
    hint: "npm run build:page",
  });
});

test("what a log calls a run does not choose the folder of the file", () => {
  const named = (run_id: string) => viewFileName([{ run: { run_id }, events: [], notes: [] }] as never);
  expect(named("../../etc/passwd")).toBe("ragstep--etc-passwd.html");
  expect(named("run_1")).toBe("ragstep-run_1.html");
  expect(named("x".repeat(500)).length).toBeLessThan(100);
});
