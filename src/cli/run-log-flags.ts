import type { Flag } from "./command.ts";
import { otlpFlag } from "./open-tracing.ts";

/** Where a run is written to beside the terminal. */
export const runLogFlags: readonly Flag[] = [
  { name: "log", value: "FILE", summary: "Append the log as JSON Lines" },
  { name: "trace", value: "FILE", summary: "Append every event as JSON Lines" },
  otlpFlag,
];
