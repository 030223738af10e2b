import { describe, expect, test } from "vitest";
import { createFileSource } from "../../../page/src/data/file-source.ts";
import type { PageSource } from "../../../page/src/data/page-source.ts";
import type { RunFilters } from "../../../page/src/data/run-query.ts";
import { graphView } from "../../../src/server/graph-view.ts";
import type { ServerHost } from "../../../src/server/host.ts";
import { noFiles } from "../../../src/server/project-files.ts";
import { startRun } from "../../../src/server/start-run.ts";
import type { SavedPage } from "../../../src/view/saved-page.ts";
import { programOf } from "../../runtime/program-of.ts";
import { serving } from "../../server/serving.ts";

const never = new AbortController().signal;

/** A server on which four runs went three ways. */
async function servedRuns(): Promise<ServerHost> {
  const ways = ["Yes", "No", "Yes", "Yes"];
  let place = -1;
  const program = programOf({
    edges: "Start -> Known, Known -Yes-> Work, Known -No-> Other, Work -> End, Other -> End",
    steps: {
      Known: () => ({ outcome: ways[place] ?? "No" }),
      Work: async ({ clock }) => {
        if (place === 2) throw new Error("The model is gone");
        await clock.sleep(place === 3 ? 30 : 0);
      },
    },
  });
  const { host } = await serving({ parts: { program } });
  for (const user_id of ["user_a", "user_b", null, "user_a"]) {
    place++;
    const run = await startRun(host, {
      route: "POST /test",
      entry: "Start",
      request_id: `req_${place}`,
      headers: {},
      input: () => ({}),
      sink: {
        writeHead: () => undefined,
        write: async () => undefined,
        end: async () => undefined,
        closed: never,
      },
      signal: never,
      caller: user_id === null ? null : { user_id, session_id: "s", role: "user" },
      key: "k",
    });
    await run.done;
  }
  return host;
}

/** The same runs as a file. */
async function savedFrom(host: ServerHost): Promise<SavedPage> {
  const { runs } = host.runs.list({}, { limit: 100 });
  return {
    version: 1,
    graph: graphView(host.program, noFiles),
    nodes: [{ id: "Known", doc: { path: "known.md", markdown: "# Known" }, handler: null }],
    runs: await Promise.all(
      runs.map(async (run) => ({
        run,
        events: await eventsOf(host.runs.events(run.run_id, 0, never)),
        notes: [`About ${run.run_id}.`],
      })),
    ),
  };
}

async function eventsOf<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const ids = async (source: PageSource, filters: RunFilters) =>
  (await source.runs(filters)).runs.map(({ run_id }) => run_id);

test("a file lists, filters and sums up as the server does that its runs come from", async () => {
  const host = await servedRuns();
  const source = createFileSource(JSON.stringify(await savedFrom(host)));
  const filters: readonly RunFilters[] = [
    {},
    { status: "failed" },
    { step: "Work" },
    { step: "Known", outcome: "Yes" },
    { outcome: "No" },
    { outcome: "error" },
    { step: "Known", outcome: "error" },
    { min_ms: 25 },
    { max_ms: 25 },
    { text: "USER_A" },
    { text: "model is gone" },
    { text: "req_1" },
    { step: "Nowhere" },
  ];
  for (const filter of filters) {
    const { runs } = host.runs.list(filter, { limit: 100 });
    expect([filter, await ids(source, filter)]).toEqual([filter, runs.map(({ run_id }) => run_id)]);
  }
  expect(await ids(source, { step: "Work" })).toHaveLength(3);
  const graph_hash = host.program.graph.hash;
  for (const runs of [1, 3, 100])
    expect(await source.summary(runs)).toEqual(host.runs.summary({ graph_hash }, runs));
});

describe("a file", () => {
  test("gives its runs by pages, with events and notes", async () => {
    const page = await savedFrom(await servedRuns());
    const source = createFileSource(JSON.stringify(page));
    const first = await source.runs({ limit: 3 });
    const second = await source.runs({ limit: 3, after: first.next ?? "" });
    expect([first.runs.length, second.runs.length, second.next]).toEqual([3, 1, null]);
    const [saved] = page.runs;
    const id = saved?.run.run_id ?? "";
    expect(await source.run(id)).toEqual(saved?.run);
    expect(await eventsOf(source.events(id, 3, never))).toEqual(saved?.events.slice(3));
    expect(source.notes(id)).toEqual([`About ${id}.`]);
    expect(await source.run("run_none")).toBeNull();
    expect(source.ask).toBeNull();
  });

  test("tells no times of runs that have none, and leaves them out beside others", async () => {
    const page = await savedFrom(await servedRuns());
    const untimed = page.runs.map(({ run, ...saved }) => ({
      ...saved,
      run: { ...run, started_at: 0, latency_ms: null },
    }));
    const alone = await createFileSource(JSON.stringify({ ...page, runs: untimed })).summary(10);
    expect([alone.runs, alone.times]).toEqual([4, null]);
    expect(alone.nodes.map(({ times }) => times)).toEqual([null, null, null, null, null]);
    const mixed = { ...page, runs: [...page.runs.slice(0, 1), ...untimed] };
    expect((await createFileSource(JSON.stringify(mixed)).summary(10)).runs).toBe(1);
  });

  test("gives its cards, and says in words what it has not", async () => {
    const source = createFileSource(JSON.stringify(await savedFrom(await servedRuns())));
    expect((await source.node("Known")).doc?.markdown).toBe("# Known");
    await expect(source.node("Nowhere")).rejects.toThrow("This file has no step `Nowhere`.");
  });

  test.each(["", "{}", '{"version":2}', "<html>"])("that holds %j is refused in words", (text) => {
    expect(() => createFileSource(text)).toThrow(/What this file holds is not what this page knows/);
  });
});
