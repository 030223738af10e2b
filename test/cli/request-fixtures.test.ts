import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { loadGraph } from "../../src/project/load-graph.ts";
import { findLayout } from "../../src/project/layout.ts";
import { coverageOf } from "../../src/report/coverage.ts";
import { readTrails } from "../../src/runtime/read-trails.ts";
import { folderWith, ragstep } from "./ragstep.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const requests = readdirSync(join(repository, "test/fixtures/requests")).filter((name) =>
  name.endsWith(".json"),
);

interface Verified {
  readonly file: string;
  readonly run: {
    readonly mismatches: readonly string[];
    readonly error: unknown;
    readonly path: readonly unknown[];
  };
  readonly recordings: readonly { readonly recording: string; readonly difference: unknown }[];
}

let code = -1;
let stderr = "";
let log = "";
let verified: readonly Verified[] = [];

beforeAll(async () => {
  // A database of its own, so that no other test's answers are in its cache; a fixture's own settings win over it.
  const folder = await folderWith({});
  const env = { RAGSTEP_STORAGE_PATH: join(folder, "rag.db") };
  const words = ["verify", "--format", "json", "--log", join(folder, "run.log")];
  const ended = await ragstep(words, { cwd: repository, env });
  ({ code, stderr } = ended);
  verified = JSON.parse(ended.stdout) as readonly Verified[];
  log = await readFile(join(folder, "run.log"), "utf8");
}, 180_000);

test("every request file is run, and nothing is said beside the report", () => {
  expect(requests.length).toBeGreaterThanOrEqual(14);
  expect(verified.map(({ file }) => file)).toEqual(requests.toSorted());
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test.each(requests)("the run of %s does what the request expects, and what was recorded of it", (name) => {
  const one = verified.find(({ file }) => file === name);
  expect(one?.run.mismatches).toEqual([]);
  expect(one?.run.path.length).toBeGreaterThan(3);
  expect(one?.recordings).toEqual([{ recording: name.replace(".json", ""), difference: null }]);
});

test("the runs take every edge of the diagram and every outcome of every decision", async () => {
  const { graph } = loadGraph(await findLayout(repository)).value;
  if (graph === null) throw new Error("The diagram cannot be read.");
  const { nodes, edges, outcomes } = coverageOf(graph, readTrails([{ name: "run.log", text: log }]).trails);
  expect([...nodes.missed, ...edges.missed, ...outcomes.missed]).toEqual([]);
  expect(edges.total).toBe(172);
});
