import { describe, expect, it } from "vitest";

import { expectPath } from "../../../src/testing/vitest.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { accepted, requestMetadata, session, user } from "../support/requests.ts";
import { services } from "../support/services.ts";

const personal = "Il mio codice fiscale è RSSMRA85T10A562S e la mia e-mail mario@example.it.";

/** The lane with the first step after it, to see what the workflow starts with. */
const lane = ["GDPRLog", "PrivacyCheck", "AnonymizeText", "PIICheck", "LogPII", "InitAgent"];

async function protect(
  content: string,
  options: { readonly settings?: unknown; readonly own?: boolean } = {},
) {
  const { stores, rows } = await memoryStores();
  const state = {
    session_data: session,
    user: { ...user, anonymize_requests: options.own ?? null },
    request_metadata: requestMetadata,
    validated_request: accepted([{ role: "user", content }]),
  };
  const run = await project.runLane(lane, {
    from: "GDPRLog",
    state,
    stores,
    services: services({ settings: options.settings ?? {} }),
  });
  return { run, records: rows("audit_record") };
}

describe("the privacy lane", () => {
  it("replaces personal data, records that it did, and starts the workflow on the placeholders", async () => {
    const { run, records } = await protect(personal);
    expectPath(run, lane);
    expect(run.exits).toEqual(["ConvertMessages"]);
    expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(["processing", "anonymization"]));
    expect(JSON.stringify(run.state["raw_messages"])).not.toMatch(/RSSMRA85T10A562S|mario@example\.it/);
  });

  it("has personal data neither in its log nor in the audit", async () => {
    const { run, records } = await protect(personal);
    expect(run.lines).toHaveLength(lane.length);
    const written = run.lines.join("\n") + JSON.stringify(records);
    expect(written).not.toMatch(/RSSMRA85T10A562S|mario@example\.it/);
  });

  it("records no anonymization where there was nothing to replace", async () => {
    const { run, records } = await protect("Quando si versa l'IVA?");
    expectPath(run, ["GDPRLog", "PrivacyCheck", "AnonymizeText", "PIICheck", "InitAgent"]);
    expect(records.map(({ kind }) => kind)).toEqual(["processing"]);
  });

  it.each([
    ["the installation", { settings: { privacy: { anonymize_requests: false } } }],
    ["the user", { own: false }],
  ])("goes straight to the workflow where %s wants no anonymization", async (_who, options) => {
    const { run } = await protect(personal, options);
    expectPath(run, ["GDPRLog", "PrivacyCheck", "InitAgent"]);
    expect(run.state["raw_messages"]).toEqual([{ role: "user", content: personal }]);
  });

  it("anonymizes for a user who wants it where the installation does not", async () => {
    const { run } = await protect(personal, {
      settings: { privacy: { anonymize_requests: false } },
      own: true,
    });
    expect(run.path).toContain("LogPII");
  });
});
