import type { Logger } from "pino";
import type { Environment } from "../definition/environment.ts";
import type { Clock, Ids } from "../definition/step.ts";
import type { Program } from "../graph/program.ts";
import type { RunObserver } from "./run-observer.ts";
import type { RunStore } from "./runs/run-store.ts";
import type { ServerSettings } from "./server-settings.ts";

/** Everything a server serves with. Made once; all requests share it. */
export interface ServerHost {
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
  readonly observers: readonly RunObserver[];
  /** Lines of the log that could not be written. */
  readonly linesDropped: () => number;
  /** Of this package. */
  readonly version: string;
  /** Hears of what went wrong inside, which no client is told. */
  readonly warn: (message: string) => void;
}
