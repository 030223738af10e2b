import { requestLimits } from "./request-limits.ts";
import type { RequestProblem } from "./types.ts";

/** What is wrong with a request before its body is looked at: method, media type, announced length. `headers` are in lower case. */
export function envelopeProblems(request: {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}): RequestProblem[] {
  const problems: RequestProblem[] = [];
  if (request.method.toUpperCase() !== "POST") {
    problems.push({ field: "method", code: "method_not_allowed", message: "The method must be `POST`." });
  }
  const mediaType = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (mediaType !== "" && mediaType !== "application/json") {
    problems.push({
      field: "content-type",
      code: "unsupported_media_type",
      message: "The content type must be `application/json`.",
    });
  }
  if (Number(request.headers["content-length"] ?? 0) > requestLimits.body_bytes) {
    problems.push({
      field: "content-length",
      code: "payload_too_large",
      message: `The body must have at most ${requestLimits.body_bytes} bytes.`,
    });
  }
  return problems;
}
