import type { SpanExporter } from "@opentelemetry/sdk-trace";

/** An exporter that tells when spans stop reaching the other side, and when they do again; once each, not for every batch. */
export function toldExporter(
  exporter: SpanExporter,
  url: string,
  warn: (message: string) => void,
): SpanExporter {
  let lost = 0;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        // 0 is success by the SDK's contract; its constants would load the SDK.
        const code: number = result.code;
        const failed = code !== 0;
        if (failed && lost === 0) {
          const why = result.error?.message ?? "no reason given";
          warn(`Spans cannot be sent to ${url} and are dropped; runs go on. ${why}`);
        } else if (!failed && lost > 0) warn(`Spans reach ${url} again; ${lost} were dropped.`);
        lost = failed ? lost + spans.length : 0;
        done(result);
      });
    },
    forceFlush: async () => await exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
