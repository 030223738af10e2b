import type { RunResult } from "../runtime/options.ts";
import type { ServerHost } from "./host.ts";
import { HttpError } from "./http-error.ts";

/**
 * What a client hears of a run that ended without a whole answer. Where no project reads the requests, their keys are
 * the run's input as they come: what is wrong with it is the client's to hear about.
 */
export function unanswered(host: ServerHost, { error }: RunResult): HttpError {
  if (error?.code === "input-invalid" && host.environment?.toInput === undefined)
    return new HttpError("invalid-request", {
      problems: [{ field: "body", message: error.message }],
      cause: error,
    });
  return new HttpError(host.live.draining ? "shutting-down" : "internal", { cause: error });
}
