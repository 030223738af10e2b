import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { reembedCommand as storageHint } from "../../src/rag/embeddings/embedding-error.ts";
import { folderWith, ragstep } from "./ragstep.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

test("the command that a mismatch names exists", () => {
  expect([...commands.keys()]).toContain(storageHint.replace("ragstep ", ""));
});

test("`ragstep reembed` makes the vectors of every stored passage anew, and requests go on", async () => {
  const path = join(await folderWith({}), "rag.db");
  const options = { cwd: repository, env: { RAGSTEP_STORAGE_PATH: path } };
  const request = "test/fixtures/requests/streamed-answer.json";
  expect((await ragstep(["run", request], options)).code).toBe(0);
  const { code, stdout, stderr } = await ragstep(["reembed"], options);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const passages = Number(/^(\d+) passages embedded with lexical/.exec(stdout)?.[1]);
  expect(passages).toBeGreaterThanOrEqual(60);
  expect((await ragstep(["run", request], options)).code).toBe(0);
});

test("`ragstep reembed` refuses wrong settings by name", async () => {
  const { code, stderr } = await ragstep(["reembed"], {
    cwd: repository,
    env: { RAGSTEP_ENVIRONMENT: "moon" },
  });
  expect(code).toBe(2);
  expect(stderr).toContain("RAGSTEP_ENVIRONMENT");
});
