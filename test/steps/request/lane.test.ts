import { describe, expect, it } from "vitest";

import { expectPath } from "../../../src/testing/vitest.ts";
import { project } from "../support/project.ts";
import { chatRequest } from "../support/requests.ts";
import { services } from "../support/services.ts";

const messages = [{ role: "user", content: "Che cos'è l'IVA?" }];

async function send(http_request: ReturnType<typeof chatRequest>) {
  const state = { http_request, request_id: "req_1" };
  return project.runLane("request", { from: "Start", state, services: services() });
}

describe("the request lane", () => {
  it("lets a sound request of a known caller through to the privacy lane", async () => {
    const run = await send(chatRequest({ messages }));
    expectPath(run, ["Start", "ValidateRequest", "ValidCheck"]);
    expect(run.exits).toEqual(["GDPRLog"]);
    expect(run.state["validated_request"]).toMatchObject({ messages });
  });

  it("answers a faulty request with everything that is wrong and goes to the end", async () => {
    const run = await send(chatRequest({ messages: [{ role: "robot", content: " " }], feedback: 1 }));
    expectPath(run, ["Start", "ValidateRequest", "ValidCheck", "Error400"]);
    expect(run.exits).toEqual(["End"]);
    expect(run.state["status_code"]).toBe(400);
    expect(run.state["response_body"]).toMatchObject({
      errors: [{ field: "messages[0].role" }, { field: "messages[0].content" }, { field: "feedback" }],
    });
  });

  it("answers a caller without a token with 401, whatever else is wrong", async () => {
    const run = await send(chatRequest({}, { method: "GET", headers: { authorization: "" } }));
    expect(run.exits).toEqual(["End"]);
    expect(run.state["status_code"]).toBe(401);
    expect(run.state["response_headers"]).toMatchObject({ "WWW-Authenticate": "Bearer" });
  });

  it.each([
    [chatRequest({ messages }, { method: "GET" }), 405],
    [chatRequest({ messages }, { headers: { "content-type": "text/plain" } }), 415],
    [chatRequest({ messages }, { headers: { "content-length": "999999999" } }), 413],
  ])("case %#: answers what another client could repair with its own status", async (request, status) => {
    expect((await send(request)).state["status_code"]).toBe(status);
  });

  it("logs a line a step, none with what the user wrote", async () => {
    const run = await send(chatRequest({ messages: [{ role: "user", content: "RSSMRA85T10A562S" }] }));
    expect(run.lines).toHaveLength(run.path.length);
    expect(run.lines.join("\n")).not.toContain("RSSMRA85T10A562S");
    expect(run.lines[0]).toContain(
      "RAG STEP 2 (RAG.platform.user.submits.query.via.post.api.v1.chat): User submits query via POST /api/v1/chat | attrs=",
    );
  });
});
