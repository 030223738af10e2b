import type { Logger } from "pino";
import type { Environment } from "../definition/environment.ts";
import type { Clock, Ids } from "../definition/step.ts";
import type { Program } from "../graph/program.ts";
import { createAuth } from "./auth.ts";
import type { Auth } from "./auth.ts";
import { LiveRuns } from "./live-runs.ts";
import { noFiles } from "./project-files.ts";
import type { ProjectFiles } from "./project-files.ts";
import { createMetrics } from "./metrics.ts";
import type { Metrics } from "./metrics.ts";
import type { RunObserver } from "./run-observer.ts";
import { ClearRuns } from "./runs/clear-runs.ts";
import type { RunStore } from "./runs/run-store.ts";
import type { ServerSettings } from "./server-settings.ts";

/** What a server is made of. */
export interface HostParts {
  readonly program: Program;
  readonly environment: Environment | null;
  /** The lines of the steps. Null: none are written. */
  readonly logger: Logger | null;
  readonly runs: RunStore;
  readonly settings: ServerSettings;
  readonly clock: Clock;
  readonly ids: Ids;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Beside those of the server itself. */
  readonly observers?: readonly RunObserver[];
  /** Lines of the log that could not be written. */
  readonly linesDropped?: () => number;
  /** What people wrote for the nodes; nothing when absent. */
  readonly files?: ProjectFiles;
  /** Of this package. */
  readonly version: string;
  /** Hears of what went wrong inside, which no client is told. */
  readonly warn: (message: string) => void;
}

/** Everything a server serves with. Made once; all requests share it. */
export interface ServerHost extends HostParts {
  readonly observers: readonly RunObserver[];
  readonly files: ProjectFiles;
  readonly auth: Auth;
  readonly live: LiveRuns;
  /** What the store does not keep of the last runs. */
  readonly clear: ClearRuns;
  readonly metrics: Metrics;
}

/** Adds what the server itself keeps: who may ask, which runs go on, what is counted. */
export function createHost(parts: HostParts): ServerHost {
  const live = new LiveRuns();
  const metrics = createMetrics({ live, linesDropped: parts.linesDropped ?? (() => 0) });
  return {
    ...parts,
    files: parts.files ?? noFiles,
    live,
    clear: new ClearRuns({ runs: parts.settings.runs.clear_runs, bytes: parts.settings.runs.clear_bytes }),
    metrics,
    auth: createAuth(parts.settings, parts.environment),
    observers: [metrics.observe, ...(parts.observers ?? [])],
  };
}
