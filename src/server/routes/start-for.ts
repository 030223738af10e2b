import { UsageError } from "../../diagnostics/errors.ts";
import type { ServerHost } from "../host.ts";
import { HttpError } from "../http-error.ts";
import { RunStoreError } from "../runs/run-writer.ts";
import { startRun } from "../start-run.ts";
import type { LiveRun, RunRequest } from "../start-run.ts";

/**
 * Starts a run. What the project's own reading of the request refuses is the client's to hear about as 400; a run that
 * cannot be stored is not taken, which is 503.
 */
export async function startFor(host: ServerHost, request: RunRequest): Promise<LiveRun> {
  try {
    return await startRun(host, request);
  } catch (error) {
    if (error instanceof UsageError) throw new HttpError("invalid-request", { cause: error });
    if (!(error instanceof RunStoreError)) throw error;
    host.warn(`${request.request_id} was refused: ${error.message}`);
    throw new HttpError("not-storable", { headers: { "retry-after": "5" }, cause: error });
  }
}
