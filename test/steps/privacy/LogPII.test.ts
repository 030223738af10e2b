import { describe, expect, it } from "vitest";

import LogPII from "../../../steps/privacy/LogPII.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

describe("LogPII", () => {
  it("records kinds and number of replacements for the audit", async () => {
    const { stores, rows, clock } = await memoryStores();
    const state = { pii_types: ["email", "iban"], pii_count: 3 };
    const run = await project.runStep(LogPII, { state, stores, clock });
    const [record] = rows("audit_record");
    expect(JSON.parse(String(record?.["record"]))).toMatchObject({
      pii_types: ["email", "iban"],
      anonymized_count: 3,
      method: "reversible_placeholder",
      at: "2026-03-10T00:00:00.000Z",
    });
    expect(run.attrs).toMatchObject({ anonymized_count: 3, audit_id: record?.["id"] });
    expect(run.next).toEqual(["InitAgent"]);
  });
});
