import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { folderWith, ragstep, repository } from "./ragstep.ts";

const request = {
  request: {
    headers: { authorization: "Bearer demo" },
    body: { messages: [{ role: "user", content: "Quando si versa l'IVA periodica?" }] },
  },
};

/** Asks the pipeline of this repository, with a database at `path`. */
async function ask(path: string, env: Readonly<Record<string, string>> = {}) {
  const folder = await folderWith({ "request.json": JSON.stringify(request) });
  return await ragstep(["run", join(folder, "request.json")], {
    cwd: repository,
    env: { RAGSTEP_STORAGE_PATH: path, ...env },
  });
}

/** What a run says that cannot use its database: the error, the file and the hint, and no stack trace. */
function refusal(path: string, code: string, hint: string) {
  const escaped = path.replaceAll(".", "\\.");
  return {
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(
      new RegExp(`\\[${code}\\] (?!.*\\n\\s+at )[^\\n]*\`${escaped}\`[^\\n]*\\n  hint ${hint}`),
    ),
  };
}

test("a database that is something else is named, with what to do", async () => {
  const path = join(
    await folderWith({ "notes.db": "these are notes and no database\n".repeat(300) }),
    "notes.db",
  );
  expect(await ask(path)).toEqual(
    refusal(path, "database-corrupt", "Name another path, or move the file away"),
  );
});

test("a database that is damaged is named, with what to do", async () => {
  const path = join(await folderWith({}), "rag.db");
  const file = new DatabaseSync(path);
  file.exec("CREATE TABLE t (a)");
  file.close();
  await writeFile(path, "x".repeat(4000), { flag: "r+" });
  expect(await ask(path)).toEqual(refusal(path, "database-corrupt", ""));
});

test("a database path that is a folder, or below a file, is named", async () => {
  const folder = await folderWith({ file: "" });
  await mkdir(join(folder, "folder"));
  expect(await ask(join(folder, "folder"))).toEqual(
    refusal(join(folder, "folder"), "database-unopenable", "Check that the path names a file"),
  );
  expect(await ask(join(folder, "file/rag.db"))).toEqual(
    refusal(join(folder, "file/rag.db"), "database-unopenable", "Check that the path names a file"),
  );
});

test.runIf(existsSync("/proc"))(
  "a database path where no folder can be made is refused at once",
  async () => {
    expect(await ask("/proc/nowhere/rag.db")).toEqual(
      refusal("/proc/nowhere/rag.db", "database-unopenable", "Name a path in a folder"),
    );
  },
);

test("a database that another process holds fails the step that writes, with what to do", async () => {
  const path = join(await folderWith({}), "rag.db");
  expect((await ask(path)).code).toBe(0);
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec("BEGIN IMMEDIATE");
  expect(await ask(path)).toEqual(refusal(path, "database-locked", "Wait until the other process has ended"));
}, 30_000);

test("a Redis that is down costs a warning, and the answer comes", async () => {
  const { code, stdout, stderr } = await ask(":memory:", { RAGSTEP_CACHE_REDIS_URL: "redis://127.0.0.1:1" });
  expect(stderr).toContain("Redis cannot be reached");
  expect(stdout).toContain("IVA");
  expect(code).toBe(0);
});
