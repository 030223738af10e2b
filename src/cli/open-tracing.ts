import { hasTracerProvider } from "../telemetry/registered-api.ts";
import type { Telemetry } from "../telemetry/open-telemetry.ts";
import type { Flag } from "./command.ts";
import type { Terminal } from "./terminal.ts";
import { packageVersion } from "./version.ts";

/** Where traces go when the process has no OpenTelemetry SDK of its own. */
export const otlpFlag: Flag = {
  name: "otlp",
  value: "URL",
  summary: "Send traces to the OpenTelemetry collector there, such as http://localhost:4318",
};

/** Traces, when a person asks for them or the process has an OpenTelemetry SDK; else null, and nothing of it is loaded. */
export async function openTracing(
  { env }: Terminal,
  otlp: string | undefined,
  warn: (message: string) => void,
): Promise<Telemetry | null> {
  if (otlp === undefined && !hasTracerProvider()) return null;
  const { openTelemetry } = await import("../telemetry/open-telemetry.ts");
  return await openTelemetry({ otlp, env, version: packageVersion(), warn });
}
