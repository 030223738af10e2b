import { UsageError } from "../diagnostics/errors.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Where spans go: `v1/traces` below the address, as the variables of OpenTelemetry have it. Throws a `UsageError`. */
export function tracesUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(
      "flag-value",
      `\`--otlp\` wants the address of a collector that takes OTLP over HTTP, and \`${given}\` was given.`,
      { hint: "--otlp http://localhost:4318" },
    );
  }
  if (!/\/v1\/traces\/?$/.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/traces`;
  return url.href;
}

function number(env: Env, name: string): number | undefined {
  const value = Number(env[name]?.trim() || Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/**
 * How spans are kept until they are sent. A run has some sixty spans, so more may wait than the SDK's 2,048, of which a
 * burst of forty runs would lose some.
 */
export function batchOptions(env: Env) {
  return {
    maxQueueSize: number(env, "OTEL_BSP_MAX_QUEUE_SIZE") ?? 16_384,
    maxExportBatchSize: number(env, "OTEL_BSP_MAX_EXPORT_BATCH_SIZE") ?? 1024,
    scheduledDelayMillis: number(env, "OTEL_BSP_SCHEDULE_DELAY") ?? 1000,
    exportTimeoutMillis: number(env, "OTEL_BSP_EXPORT_TIMEOUT") ?? 30_000,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Who sends the spans. */
export function serviceAttributes(env: Env, version: string): Readonly<Record<string, string>> {
  const given = (env["OTEL_RESOURCE_ATTRIBUTES"] ?? "").split(",").flatMap((pair) => {
    const [name = "", ...value] = pair.split("=");
    return name.trim() === "" || value.length === 0
      ? []
      : [[name.trim(), decoded(value.join("=").trim())] as const];
  });
  const name = env["OTEL_SERVICE_NAME"]?.trim() ?? "";
  return {
    "service.name": "ragstep",
    "service.version": version,
    ...Object.fromEntries(given),
    ...(name === "" ? {} : { "service.name": name }),
  };
}

/** Which traces are kept: as `OTEL_TRACES_SAMPLER` and its `_ARG` say, else all that no caller has left out. */
export function samplerSettings(env: Env): {
  readonly root: "always_on" | "always_off" | "traceidratio";
  readonly ratio: number;
  /** What the caller decided counts first. */
  readonly parentBased: boolean;
} {
  const named = env["OTEL_TRACES_SAMPLER"]?.trim() ?? "";
  const asked = named.replace(/^parentbased_/, "");
  const root = asked === "always_off" || asked === "traceidratio" ? asked : "always_on";
  const ratio = Math.min(1, number(env, "OTEL_TRACES_SAMPLER_ARG") ?? 1);
  const known = /^(?:always_on|always_off|traceidratio)$/.test(named);
  return { root, ratio, parentBased: !known };
}
