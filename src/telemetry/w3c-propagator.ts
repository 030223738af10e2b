import { createTraceState, isSpanContextValid, trace } from "@opentelemetry/api";
import type { SpanContext, TextMapPropagator } from "@opentelemetry/api";

const parent = "traceparent";
const state = "tracestate";
const form = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;

/** Null for what is no `traceparent`, so that a trace of one's own begins. */
function parseTraceParent(text: string): SpanContext | null {
  const [, version = "", traceId = "", spanId = "", flags = "", more] = form.exec(text.trim()) ?? [];
  // Versions to come may add fields; this one has none.
  if (version === "ff" || (version === "00" && more !== undefined)) return null;
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(context) ? context : null;
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "object" ? value.join(",") : value;
}

/** W3C Trace Context, for a process whose SDK registers no propagator. */
export const w3cPropagator: TextMapPropagator = {
  fields: () => [parent, state],
  inject(context, carrier, setter) {
    const span = trace.getSpanContext(context);
    if (span === undefined || !isSpanContextValid(span)) return;
    const flags = (span.traceFlags & 0xff).toString(16).padStart(2, "0");
    setter.set(carrier, parent, `00-${span.traceId}-${span.spanId}-${flags}`);
    const vendors = span.traceState?.serialize() ?? "";
    if (vendors !== "") setter.set(carrier, state, vendors);
  },
  extract(context, carrier, getter) {
    const header = textOf(getter.get(carrier, parent));
    const span = header === undefined ? null : parseTraceParent(header);
    if (span === null) return context;
    const vendors = textOf(getter.get(carrier, state));
    return trace.setSpanContext(
      context,
      vendors === undefined ? span : { ...span, traceState: createTraceState(vendors) },
    );
  },
};
