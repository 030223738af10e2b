import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { createUsageLog } from "../../../src/rag/usage/usage-log.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { temporaryPath } from "./temporary.ts";

const source = (name: string) => JSON.stringify(new URL(`../../../src/rag/${name}`, import.meta.url).href);

/** Opens a file that may not exist yet and writes 100 records, each in its own transaction. */
const writer = `
  import { openDatabase } from ${source("storage/database.ts")};
  import { createUsageLog } from ${source("usage/usage-log.ts")};
  const [file, name] = process.argv.slice(1);
  const db = openDatabase({ path: file, clock: { now: () => 0, monotonic: () => 0, sleep: async () => {} } });
  const usage = createUsageLog(db);
  for (let i = 0; i < 100; i++) {
    await usage.write.record({ run_id: name + i, user_id: name, session_id: "s", call: 1, provider: "p", model: "m", input_tokens: 1,
      output_tokens: 1, cost: 0.5, cache_hit: false, pii_detected: false, response_time_ms: 1, at: "2026-01-01T00:00:00Z" });
  }
  db.close();
`;

test("two processes open a new file at the same moment and write without losing anything", async () => {
  const file = temporaryPath("rag.sqlite");
  const processes = ["a", "b"].map((name) =>
    spawn(process.execPath, ["--input-type=module", "-e", writer, file, name], {
      stdio: ["ignore", "inherit", "inherit"],
    }),
  );
  const codes = await Promise.all(processes.map(async (one) => (await once(one, "exit"))[0] as unknown));
  expect(codes).toEqual([0, 0]);
  const db = openDatabase({ path: file, clock: createFakeClock() });
  onTestFinished(() => db.close());
  expect(await createUsageLog(db).read.summary("2026-01-01")).toMatchObject({
    total_requests: 200,
    total_cost_eur: 100,
  });
});
