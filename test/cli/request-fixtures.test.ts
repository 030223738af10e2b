import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { folderWith, ragstep } from "./ragstep.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const requests = readdirSync(join(repository, "test/fixtures/requests")).filter((name) =>
  name.endsWith(".json"),
);

test("there are requests to run", () => {
  expect(requests.length).toBeGreaterThanOrEqual(14);
});

test.each(requests)("`ragstep run` of %s does what the request expects", async (name) => {
  const folder = await folderWith({});
  const log = join(folder, "run.log");
  // A database of its own, so that no other test's answers are in its cache; a fixture's own settings win over it.
  const env = { RAGSTEP_STORAGE_PATH: join(folder, "rag.db") };
  const words = ["run", `test/fixtures/requests/${name}`, "--format", "json", "--log", log];
  const { code, stdout, stderr } = await ragstep(words, { cwd: repository, env });
  expect(stderr).toBe("");
  const report = JSON.parse(stdout) as {
    readonly mismatches: readonly string[];
    readonly error: unknown;
    readonly path: readonly unknown[];
  };
  expect({ error: report.error, mismatches: report.mismatches }).toEqual({ error: null, mismatches: [] });
  expect(report.path.length).toBeGreaterThan(3);
  expect(code).toBe(0);
});
