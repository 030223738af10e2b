import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { mismatches } from "../project/expectation.ts";
import type { RequestFile } from "../project/request-file.ts";
import type { ReportedRun } from "../report/run-report.ts";
import { toErrorInfo } from "../runtime/error-info.ts";
import type { FinishedRun } from "./run-request.ts";

/** A finished run as reports show it, held against what its request file expects. `log` is the text of its log. */
export function reportedRun(
  { result, answer }: FinishedRun,
  request: RequestFile,
  log: string,
  diagnostics: readonly Diagnostic[],
): ReportedRun {
  const { run_id, status, entry, path } = result;
  const body = answer?.kind === "body" ? answer.body : null;
  const frames = answer?.kind === "stream" ? answer.frames : [];
  const seen = { status, path, log, response: answer && { ...answer, body, frames } };
  const head = answer && { status_code: answer.status_code, headers: answer.headers };
  const encoding =
    answer?.kind === "stream" && answer.body_encoding !== undefined
      ? { body_encoding: answer.body_encoding }
      : {};
  return {
    run_id,
    status,
    entry,
    path,
    response: head && (answer?.kind === "stream" ? { ...head, frames, ...encoding } : { ...head, body }),
    error: result.error ? toErrorInfo(result.error) : null,
    mismatches: request.expect ? mismatches(seen, request.expect) : [],
    diagnostics,
  };
}
