import { context, propagation, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { ReadableSpan, Sampler, SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace";
import { onTestFinished } from "vitest";
import { openTelemetry } from "../../src/telemetry/open-telemetry.ts";
import type { Telemetry } from "../../src/telemetry/open-telemetry.ts";

/** An SDK as a user would register one, whose spans a test can look at. */
export interface MemorySdk {
  readonly telemetry: Telemetry;
  readonly warnings: readonly string[];
  /** Those that have ended, in the order of their begin. */
  spans(): readonly ReadableSpan[];
  /** The one span of this name. */
  span(name: string): ReadableSpan;
}

const nanoseconds = ({ startTime: [seconds, rest] }: ReadableSpan): number => seconds * 1e9 + rest;

/** Registers an SDK for one test. */
export async function memorySdk(
  options: {
    readonly exporter?: SpanExporter;
    readonly processor?: SpanProcessor;
    readonly sampler?: Sampler;
  } = {},
): Promise<MemorySdk> {
  const memory = new InMemorySpanExporter();
  const exporter = options.exporter ?? memory;
  const provider = new TracerProvider({
    spanProcessors: [options.processor ?? new SimpleSpanProcessor({ exporter })],
    ...(options.sampler === undefined ? {} : { sampler: options.sampler }),
  });
  trace.setGlobalTracerProvider(provider);
  onTestFinished(() => {
    for (const api of [trace, context, propagation]) api.disable();
  });
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  const telemetry = await openTelemetry({ otlp: undefined, env: {}, version: "0.0.0", warn });
  const spans = () => memory.getFinishedSpans().toSorted((a, b) => nanoseconds(a) - nanoseconds(b));
  return {
    telemetry,
    warnings,
    spans,
    span(name) {
      const [found, ...others] = spans().filter((span) => span.name === name);
      if (found === undefined || others.length > 0)
        throw new Error(
          `${name} is not one span of: ${spans()
            .map((span) => span.name)
            .join(", ")}`,
        );
      return found;
    },
  };
}

/** The names of the spans that a span links, in their order. */
export function linked(sdk: MemorySdk, name: string): readonly (string | undefined)[] {
  const names = new Map(sdk.spans().map((span) => [span.spanContext().spanId, span.name]));
  return sdk.span(name).links.map(({ context: { spanId } }) => names.get(spanId));
}
