import { refusal } from "#rag/request/refusal.ts";

import { step } from "../ragstep.gen.ts";

/** Answers a request that is not served: 401 before 405, 413, 415 and 400. */
export default step("Error400", {
  reads: ["validation_errors", "authentication", "request_metadata"],
  writes: ["status_code", "response_headers", "response_body", "response_metadata"],
  attrs: ["status_code", "error_returned", "error_type", "error_count", "url"],
  pure: true,
  run({ state, log }) {
    const { status_code, type, headers, body } = refusal(state.validation_errors, state.authentication);
    log({
      error_returned: true,
      error_type: type,
      error_count: body.errors.length,
      url: state.request_metadata.url,
    });
    return {
      status_code,
      response_headers: headers,
      response_body: body,
      response_metadata: { source: "error", provider: null, model: null, strategy: null, cost_eur: 0 },
    };
  },
});
