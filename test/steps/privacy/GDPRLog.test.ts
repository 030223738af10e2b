import { describe, expect, it } from "vitest";

import { RagstepError } from "../../../src/diagnostics/errors.ts";
import GDPRLog from "../../../steps/privacy/GDPRLog.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { requestMetadata as request_metadata, session, user } from "../support/requests.ts";
import { settings } from "../support/settings.ts";

const services = { settings: settings() };
const state = { session_data: session, user, request_metadata };

describe("GDPRLog", () => {
  it("records the processing with its purpose and legal basis, and no content", async () => {
    const { stores, clock, rows } = await memoryStores();
    const run = await project.runStep(GDPRLog, { state, stores, services, clock });
    const [record] = rows("audit_record");
    expect(JSON.parse(String(record?.["record"]))).toMatchObject({
      user_id: "user_demo",
      session_id: "session_demo",
      purpose: "SERVICE_PROVISION",
      data_source: "POST /api/v1/chat",
      anonymized: true,
      at: "2026-03-10T00:00:00.000Z",
    });
    expect(run.attrs).toMatchObject({ gdpr_logged: true, processing_id: record?.["id"], anonymized: true });
    expect(run.next).toEqual(["PrivacyCheck"]);
  });

  it("records what will be done with the data: the user's choice goes before the installation's", async () => {
    const { stores } = await memoryStores();
    const open = { ...user, anonymize_requests: false };
    const run = await project.runStep(GDPRLog, { state: { ...state, user: open }, stores, services });
    expect(run.attrs).toMatchObject({ anonymized: false });
  });

  it("ends the run when the record cannot be kept", async () => {
    const stores = { AuditLog: brokenStore(new RagstepError("database-full", "The disk is full.")) };
    const run = await project.runStep(GDPRLog, { state, stores, services });
    expect(run.status).toBe("failed");
    expect(run.next).toEqual([]);
  });

  it("processes nothing for a caller who is not known", async () => {
    const { stores, rows } = await memoryStores();
    const nobody = { id: null, user_id: null };
    const run = await project.runStep(GDPRLog, {
      state: { ...state, session_data: nobody },
      stores,
      services,
    });
    expect(run.error?.code).toBe("processing-without-user");
    expect(rows("audit_record")).toEqual([]);
  });
});
