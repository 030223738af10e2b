import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import { createAuthService } from "#rag/auth/create-auth-service.ts";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import ValidateRequest from "../../../steps/request/ValidateRequest.ts";
import { project } from "../support/project.ts";
import { chatRequest, requestMetadata } from "../support/requests.ts";
import { settings } from "../support/settings.ts";

const services = { auth: createAuthService({ settings: settings(), clock: createFakeClock() }) };
const messages = [{ role: "user", content: "Che cos'è l'IVA?" }];

async function validate(http_request: ReturnType<typeof chatRequest>) {
  const request_metadata = { ...requestMetadata, method: http_request.method };
  return project.runStep(ValidateRequest, { state: { http_request, request_metadata }, services });
}

describe("ValidateRequest", () => {
  it("hands on the body and the caller of a sound request", async () => {
    const run = await validate(chatRequest({ messages, stream: true, stream_options: { chunk_size: 5 } }));
    expect(run.patch).toEqual({
      validated_request: {
        messages,
        attachments: [],
        stream: true,
        stream_options: { chunk_size: 5 },
        feedback: null,
      },
      validation_errors: [],
      authentication: { ok: true, code: null },
      session_data: { id: "session_demo", user_id: "user_demo" },
      user: { id: "user_demo", role: "user", anonymize_requests: null },
    });
    expect(run.attrs).toMatchObject({ validation_successful: true, authentication_successful: true });
    expect(run.next).toEqual(["ValidCheck"]);
  });

  it("finds all that is wrong with request, body and caller at once", async () => {
    const headers = { "content-type": "text/xml", authorization: "Bearer wrong" };
    const run = await validate(
      chatRequest({ messages: [{ role: "robot", content: "" }] }, { method: "PUT", headers }),
    );
    expect(run.state["validation_errors"]).toMatchObject([
      { field: "method" },
      { field: "content-type" },
      { field: "messages[0].role" },
      { field: "messages[0].content" },
    ]);
    expect(run.state["authentication"]).toEqual({ ok: false, code: "invalid_token" });
    expect(run.attrs).toMatchObject({
      validation_successful: false,
      authentication_successful: false,
      error_count: 4,
    });
  });

  it("takes a caller without a token for nobody", async () => {
    const run = await validate(chatRequest({ messages }, { headers: { authorization: "" } }));
    expect(run.patch).toMatchObject({
      authentication: { ok: false, code: "missing_token" },
      session_data: { id: null, user_id: null },
      user: { id: "anonymous", role: "anonymous", anonymize_requests: null },
    });
  });

  it("keeps the user's own choice about privacy", async () => {
    const sha256 = createHash("sha256").update("mine").digest("hex");
    const tokens = [{ sha256, user_id: "u", anonymize_requests: false }];
    const auth = createAuthService({ settings: settings({ auth: { tokens } }), clock: createFakeClock() });
    const http_request = chatRequest({ messages }, { headers: { authorization: "Bearer mine" } });
    const run = await project.runStep(ValidateRequest, {
      state: { http_request, request_metadata: requestMetadata },
      services: { auth },
    });
    expect(run.state["user"]).toMatchObject({ id: "u", anonymize_requests: false });
  });
});
