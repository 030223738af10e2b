import { SpanStatusCode } from "@opentelemetry/api";
import type { Span } from "@opentelemetry/api";

/** Marks a span as failed. By the code alone: messages of errors may hold what users wrote. */
export function failSpan(span: Span, code: string): void {
  span.setAttribute("error.type", code);
  span.addEvent("exception", { "exception.type": code });
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}
