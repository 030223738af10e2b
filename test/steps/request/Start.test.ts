import { describe, expect, it } from "vitest";

import Start from "../../../steps/request/Start.ts";
import { project } from "../support/project.ts";
import { chatRequest } from "../support/requests.ts";

describe("Start", () => {
  it("notes what is known of the request and goes to its validation", async () => {
    const http_request = chatRequest(
      { messages: [{ role: "user", content: "Ciao" }] },
      { path: "/api/v1/chat?token=secret", headers: { "user-agent": "test" } },
    );
    const run = await project.runStep(Start, { state: { http_request, request_id: "req_1" } });
    expect(run.patch).toEqual({
      request_metadata: {
        request_id: "req_1",
        method: "POST",
        url: "/api/v1/chat",
        content_type: "application/json",
        user_agent: "test",
      },
    });
    expect(run.attrs).toMatchObject({ entry_point: "chat_api", message_count: 1, request_received: true });
    expect(run.next).toEqual(["ValidateRequest"]);
  });

  it.each([undefined, null, "text", { messages: "none" }])("starts on the body %j as well", async (body) => {
    const run = await project.runStep(Start, {
      state: { http_request: chatRequest(body), request_id: "req_1" },
    });
    expect(run.status).toBe("completed");
    expect(run.attrs).toMatchObject({
      message_count: null,
      request_received: body !== undefined && body !== null,
    });
  });

  it("logs nothing of what the user wrote", async () => {
    const http_request = chatRequest({ messages: [{ role: "user", content: "RSSMRA80A01H501U" }] });
    const run = await project.runStep(Start, { state: { http_request, request_id: "req_1" } });
    expect(run.line).not.toContain("RSSMRA80A01H501U");
  });
});
