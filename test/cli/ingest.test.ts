import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openDatabase } from "#rag/storage/database.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { page, rss, serve } from "../rag/ingestion/feed-server.ts";
import { folderWith, ragstep } from "./ragstep.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const files = 60;

/** Different documents, each long enough to take a moment. */
function manyDocuments(): Record<string, string> {
  const text = (at: number) =>
    Array.from(
      { length: 60 },
      (_, i) => `Nel caso ${at} la regola ${i} chiede il versamento entro il giorno ${i}.`,
    );
  return Object.fromEntries(
    Array.from({ length: files }, (_, at) => [`documento-${at}.txt`, text(at).join(" ")]),
  );
}

/** The documents of `folder` that are stored with all their passages. */
function stored(path: string, folder: string): readonly string[] {
  const db = openDatabase({ path, clock: createSystemClock() });
  try {
    return db
      .all(
        z.object({ location: z.string() }),
        `SELECT d.location FROM knowledge_document AS d WHERE (SELECT count(*) FROM knowledge_chunk AS c WHERE c.document_id = d.id) > 1`,
      )
      .map(({ location }) => location)
      .filter((location) => location.startsWith(folder));
  } finally {
    db.close();
  }
}

/** Runs the command and ends it with a signal once it has acknowledged some documents; gives what it acknowledged. */
async function cutOff(folder: string, path: string, signal: "SIGKILL" | "SIGINT") {
  const child = spawn(process.execPath, [join(repository, "bin/ragstep.js"), "ingest", folder], {
    cwd: repository,
    env: { ...process.env, RAGSTEP_STORAGE_PATH: path },
  });
  let heard = "";
  child.stderr.on("data", (bytes: Buffer) => {
    heard += bytes.toString();
    // Once: a second interrupt would end the process at once.
    if (!child.killed && /^5\/60 /m.test(heard)) child.kill(signal);
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  const acknowledged = [...heard.matchAll(/^\d+\/60 (\S+): added/gm)].map((match) =>
    join(repository, match[1] ?? ""),
  );
  return { code, acknowledged, heard };
}

describe("`ragstep ingest` of a folder", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await folderWith(manyDocuments());
  });

  test.each([
    ["SIGKILL", null],
    ["SIGINT", 130],
  ] as const)(
    "cut off by %s loses nothing it acknowledged, and the next run goes on",
    async (signal, ended) => {
      const path = join(await folderWith({}), "rag.db");
      const { code, acknowledged, heard } = await cutOff(folder, path, signal);
      expect(code).toBe(ended);
      expect(acknowledged.length).toBeGreaterThanOrEqual(5);
      const before = stored(path, folder);
      expect(before.length).toBeLessThan(files);
      for (const location of acknowledged) expect(before).toContain(location);
      expect(heard.includes("Interrupted")).toBe(signal === "SIGINT");

      const env = { RAGSTEP_STORAGE_PATH: path };
      const next = await ragstep(["ingest", folder], { cwd: repository, env });
      expect(next.code).toBe(0);
      expect(next.stdout).toContain(
        `${files - before.length} documents added, 0 changed, ${before.length} known already`,
      );
      expect(stored(path, folder)).toHaveLength(files);
      const again = await ragstep(["ingest", folder], { cwd: repository, env });
      expect(again.stdout).toBe(`0 passages stored: 0 documents added, 0 changed, ${files} known already\n`);
    },
  );

  test("names what cannot be read, stores the rest and ends with 1", async () => {
    const own = await folderWith({
      "buono.md": "# Il faro\n\nIl custode tiene acceso il faro.",
      "rotto.pdf": "%PDF-1.7\nnon è un pdf",
      "vuoto.txt": "   ",
      ".nascosto.txt": "mai letto",
    });
    const env = { RAGSTEP_STORAGE_PATH: join(own, "db/rag.db") };
    const { code, stdout, stderr } = await ragstep(["ingest", own, "--tags", "faro"], {
      cwd: repository,
      env,
    });
    expect(code).toBe(1);
    expect(stderr).toContain("[article-unreadable]");
    expect(stdout).toBe("1 passage stored: 1 document added, 0 changed, 0 known already, 2 not readable\n");
  });

  test("wants a path that is there and a schedule that says something", async () => {
    const missing = await ragstep(["ingest", "/not/there"], { cwd: repository });
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining("ingest-unreadable")]);
    const wrong = await ragstep(["ingest", folder, "--every", "morgen"], { cwd: repository });
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("schedule-invalid")]);
  });
});

describe("`ragstep ingest` of an address", () => {
  const text = "Il custode di un faro privato tiene acceso il lume dal tramonto all'alba. ".repeat(5);

  test("takes a page, or every page that a feed names", async () => {
    const base = await serve((request, response) => {
      response.end(request.url === "/feed" ? rss("/due") : page(`${text} ${request.url}`));
    });
    const env = {
      RAGSTEP_STORAGE_PATH: join(await folderWith({}), "rag.db"),
      RAGSTEP_INGESTION_ALLOW_PRIVATE_ADDRESSES: "true",
    };
    const one = await ragstep(["ingest", `${base}/uno`], { cwd: repository, env });
    expect(one.stdout).toContain("1 document added");
    const feed = await ragstep(["ingest", `${base}/feed`], { cwd: repository, env });
    expect(feed.stdout).toContain("1 document added");
    expect(feed.stderr).toContain(`1/1 ${base}/due: added`);
  });

  test("refuses one's own network unless it is allowed", async () => {
    const base = await serve((_request, response) => response.end(page(text)));
    const env = { RAGSTEP_STORAGE_PATH: join(await folderWith({}), "rag.db") };
    const { code, stderr } = await ragstep(["ingest", base], { cwd: repository, env });
    expect(code).toBe(1);
    expect(stderr).toContain("[address-private]");
  });
});
