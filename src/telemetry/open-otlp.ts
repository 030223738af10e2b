import { trace } from "@opentelemetry/api";
import type { Attributes } from "@opentelemetry/api";
import type { Sampler, TracerProviderOptions } from "@opentelemetry/sdk-trace";
import type * as SdkTrace from "@opentelemetry/sdk-trace";
import { UsageError } from "../diagnostics/errors.ts";
import { batchOptions, samplerSettings, serviceAttributes, tracesUrl } from "./otlp-settings.ts";
import { toldExporter } from "./told-exporter.ts";

type Resource = NonNullable<TracerProviderOptions["resource"]>;

/** Spans on their way to a collector. */
export interface OtlpExport {
  /** Sends what waits. Never rejects. */
  close(): Promise<void>;
}

function notInstalled(cause: unknown): UsageError {
  return new UsageError("otlp-missing", "`--otlp` needs OpenTelemetry's SDK, which is not installed.", {
    hint: "npm i @opentelemetry/sdk-trace @opentelemetry/exporter-trace-otlp-http",
    cause,
  });
}

/** Loaded only here: the two take a tenth of a second and 18 MB. */
async function load() {
  try {
    return await Promise.all([
      import("@opentelemetry/sdk-trace"),
      import("@opentelemetry/exporter-trace-otlp-http"),
    ]);
  } catch (error) {
    const missing = error instanceof Error && Reflect.get(error, "code") === "ERR_MODULE_NOT_FOUND";
    throw missing ? notInstalled(error) : error;
  }
}

/** What the SDK asks of a resource, without the package that makes one. */
function resourceOf(attributes: Attributes): Resource {
  return {
    attributes,
    getRawAttributes: () => Object.entries(attributes),
    merge: (other) => resourceOf({ ...attributes, ...other?.attributes }),
  };
}

function samplerOf(sdk: typeof SdkTrace, env: Readonly<Record<string, string | undefined>>): Sampler {
  const { root, ratio, parentBased } = samplerSettings(env);
  const made = {
    always_on: () => new sdk.AlwaysOnSampler(),
    always_off: () => new sdk.AlwaysOffSampler(),
    traceidratio: () => new sdk.TraceIdRatioBasedSampler(ratio),
  }[root]();
  return parentBased ? new sdk.ParentBasedSampler({ root: made }) : made;
}

/** Registers an SDK that sends all spans to the collector at `url`. Throws a `UsageError` for an address or package that is none. */
export async function openOtlp(options: {
  readonly url: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of this package. */
  readonly version: string;
  readonly warn: (message: string) => void;
}): Promise<OtlpExport> {
  const { env, version, warn } = options;
  const url = tracesUrl(options.url);
  const [sdk, { OTLPTraceExporter }] = await load();
  const exporter = toldExporter(new OTLPTraceExporter({ url }), url, warn);
  const provider = new sdk.TracerProvider({
    sampler: samplerOf(sdk, env),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, ...batchOptions(env) })],
    resource: resourceOf(serviceAttributes(env, version)),
  });
  trace.setGlobalTracerProvider(provider);
  return {
    async close() {
      await provider.shutdown().catch(() => undefined);
      trace.disable();
    },
  };
}
