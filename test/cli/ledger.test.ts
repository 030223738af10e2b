import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith, ragstep } from "./ragstep.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A database in which the documents of one request are noted. */
async function ledgerWith(
  request: string,
): Promise<{ path: string; verify: (...words: string[]) => ReturnType<typeof ragstep> }> {
  const folder = await folderWith({});
  const path = join(folder, "rag.db");
  // A request file that brings a database of its own in memory would leave nothing behind.
  const { readFile, writeFile } = await import("node:fs/promises");
  const file = JSON.parse(await readFile(join(repository, "test/fixtures/requests", request), "utf8")) as {
    environment: unknown;
    request: { body: { attachments: { path?: string; filename?: string; content_base64?: string }[] } };
  };
  file.environment = {};
  for (const attachment of file.request.body.attachments) {
    if (attachment.path === undefined) continue;
    const bytes = await readFile(join(repository, "test/fixtures/requests", attachment.path));
    attachment.filename = "a.xml";
    attachment.content_base64 = bytes.toString("base64");
    delete attachment.path;
  }
  const copy = join(folder, "request.json");
  await writeFile(copy, JSON.stringify(file));
  const options = { cwd: repository, env: { RAGSTEP_STORAGE_PATH: path } };
  const run = await ragstep(["run", copy], options);
  expect(run.code).toBe(0);
  expect(run.stderr).toContain("development key");
  return { path, verify: (...words) => ragstep(["ledger", "verify", ...words], options) };
}

describe("ragstep ledger verify", () => {
  test("finds a changed byte, and a ledger that does not end as noted", async () => {
    const { path, verify } = await ledgerWith("document-invoice.json");
    const sound = await verify();
    expect(sound).toMatchObject({ code: 0, stderr: "" });
    const head = /^1 entry in the ledger, all hold; head ([0-9a-f]{64})$/m.exec(sound.stdout)?.[1] ?? "";
    expect((await verify("--head", head)).code).toBe(0);
    expect((await verify("--database", path, "--head", "0".repeat(64))).stderr).toContain("`--head` expects");

    const db = new DatabaseSync(path);
    db.exec("DROP TRIGGER provenance_entry_stays");
    db.exec("UPDATE provenance_entry SET record = replace(record, 'Fattura XML', 'Fattura XMM')");
    db.close();
    const changed = await verify();
    expect(changed.code).toBe(1);
    expect(changed.stdout).toBe("");
    expect(changed.stderr).toContain("entry 1 of the ledger does not hold: its content was changed");
  });

  test("says where no ledger is, and what it can do", async () => {
    const folder = await folderWith({});
    const missing = await ragstep(["ledger", "verify", "--database", join(folder, "no.db")]);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("There is no database at");
    const wrong = await ragstep(["ledger", "verfy"]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("Did you mean `verify`?");
  });
});
