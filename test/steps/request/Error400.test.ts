import { describe, expect, it } from "vitest";

import Error400 from "../../../steps/request/Error400.ts";
import { project } from "../support/project.ts";
import { requestMetadata as request_metadata } from "../support/requests.ts";

const known = { ok: true, code: null };

describe("Error400", () => {
  it("lists every problem of a faulty body under 400", async () => {
    const validation_errors = [
      { field: "messages", code: "invalid", message: "`messages` must have at least one message." },
      { field: "feedback", code: "invalid", message: "`feedback` must be an object." },
    ];
    const run = await project.runStep(Error400, {
      state: { validation_errors, authentication: known, request_metadata },
    });
    expect(run.patch).toMatchObject({
      status_code: 400,
      response_headers: { "Content-Type": "application/json; charset=utf-8" },
      response_body: {
        detail: "The request has 2 problems.",
        status_code: 400,
        errors: validation_errors.map(({ field, message }) => ({ field, message })),
      },
      response_metadata: { source: "error" },
    });
    expect(run.attrs).toMatchObject({ status_code: 400, error_type: "validation_failed", error_count: 2 });
    expect(run.next).toEqual(["End"]);
  });

  it("answers 401 with a challenge before anything else", async () => {
    const validation_errors = [
      { field: "method", code: "method_not_allowed", message: "The method must be `POST`." },
    ];
    const authentication = { ok: false, code: "missing_token" };
    const run = await project.runStep(Error400, {
      state: { validation_errors, authentication, request_metadata },
    });
    expect(run.patch).toMatchObject({ status_code: 401, response_headers: { "WWW-Authenticate": "Bearer" } });
    expect(run.attrs).toMatchObject({ error_type: "missing_token" });
  });

  it.each([
    ["method_not_allowed", 405],
    ["payload_too_large", 413],
    ["unsupported_media_type", 415],
  ])("answers %s with %i", async (code, status_code) => {
    const validation_errors = [{ field: "x", code, message: "wrong" }];
    const run = await project.runStep(Error400, {
      state: { validation_errors, authentication: known, request_metadata },
    });
    expect(run.patch).toMatchObject({ status_code });
  });
});
