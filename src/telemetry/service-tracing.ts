import { hasSubscribers } from "node:diagnostics_channel";
import { context, propagation, SpanKind, trace } from "@opentelemetry/api";
import type { Attributes, Tracer } from "@opentelemetry/api";
import type { ServiceSpan, SpanAttributes, Tracing } from "../definition/tracing.ts";
import { failSpan } from "./failed-span.ts";
import type { Guard } from "./guard.ts";

const kinds = { client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/** Of a call that the SDK could not take up. */
const untold: ServiceSpan = { set() {}, fail() {}, end() {}, within: (call) => call() };

function attributesOf(attributes: SpanAttributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === "object" ? [...value] : value]),
  );
}

/** Spans of the services' calls, in the step that calls. */
export function createServiceTracing(tracer: Tracer, guard: Guard): Tracing {
  return {
    start(name, kind, attributes) {
      const begin = (): ServiceSpan => {
        const span = tracer.startSpan(name, { kind: kinds[kind], attributes: attributesOf(attributes) });
        const inside = trace.setSpan(context.active(), span);
        return {
          set: (more) => guard(() => void span.setAttributes(attributesOf(more)), undefined),
          fail: (code) => guard(() => failSpan(span, code), undefined),
          end: () => guard(() => span.end(), undefined),
          within: (call) => context.with(inside, call),
        };
      };
      return guard(begin, untold);
    },
    headers() {
      const carrier: Record<string, string> = {};
      // Whoever instruments the HTTP client adds them itself, and a `traceparent` twice counts as none.
      if (hasSubscribers("undici:request:create")) return carrier;
      guard(() => propagation.inject(context.active(), carrier), undefined);
      return carrier;
    },
  };
}
