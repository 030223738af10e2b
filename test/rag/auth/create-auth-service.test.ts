import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createAuthService } from "../../../src/rag/auth/create-auth-service.ts";
import { createSettings } from "../../../src/rag/settings/create-settings.ts";

const now = Date.parse("2026-03-16T10:00:00Z");

function service(overrides: unknown = {}) {
  return createAuthService({ settings: createSettings({ env: {}, overrides }), clock: { now: () => now } });
}

function token(text: string, more: object = {}) {
  return { sha256: createHash("sha256").update(text).digest("hex"), user_id: "u1", ...more };
}

describe("createAuthService", () => {
  it("opens a demo session for the development token", async () => {
    expect(await service().authenticate("Bearer demo")).toEqual({
      kind: "authenticated",
      session: { id: "session_demo", user_id: "user_demo" },
      user: { id: "user_demo", role: "user" },
    });
  });

  it("refuses the development token in production and where it is switched off", async () => {
    for (const overrides of [{ environment: "production" }, { auth: { development_token: false } }]) {
      expect(await service(overrides).authenticate("Bearer demo")).toMatchObject({
        kind: "refused",
        code: "invalid_token",
      });
    }
  });

  it("opens the session of a configured token with its user's role and privacy", async () => {
    const auth = service({
      auth: { tokens: [token("s3cret", { session_id: "s9", role: "expert", anonymize_requests: false })] },
    });
    expect(await auth.authenticate("bearer   s3cret ")).toEqual({
      kind: "authenticated",
      session: { id: "s9", user_id: "u1" },
      user: { id: "u1", role: "expert", privacy_settings: { anonymize_requests: false } },
    });
  });

  it("makes a session id that does not tell the token when none is configured", async () => {
    const auth = service({ auth: { tokens: [token("s3cret")] } });
    expect(await auth.authenticate("Bearer s3cret")).toMatchObject({
      session: { id: expect.stringMatching(/^session_[0-9a-f]{12}$/) },
    });
  });

  it("refuses a token from the moment it expires", async () => {
    const auth = service({
      auth: {
        tokens: [
          token("old", { expires_at: "2026-03-16T10:00:00Z" }),
          token("new", { expires_at: "2026-03-16T11:00:01+01:00" }),
        ],
      },
    });
    expect(await auth.authenticate("Bearer old")).toMatchObject({ kind: "refused", code: "token_expired" });
    expect(await auth.authenticate("Bearer new")).toMatchObject({ kind: "authenticated" });
  });

  it.each([
    [undefined, "missing_token"],
    ["", "missing_token"],
    ["  ", "missing_token"],
    ["demo", "invalid_token"],
    ["Basic ZGVtbzpkZW1v", "invalid_token"],
    ["Bearer", "invalid_token"],
    ["Bearer demo demo", "invalid_token"],
    ["Bearer dem", "invalid_token"],
  ])("refuses the header %j as %s", async (header, code) => {
    expect(await service().authenticate(header)).toMatchObject({ kind: "refused", code });
  });
});
