import type { Environment } from "../definition/environment.ts";
import type { Tracing } from "../definition/tracing.ts";
import type { Layout } from "../project/layout.ts";
import { loadEnvironment } from "../project/load-environment.ts";
import type { World } from "../recording/recorded-world.ts";
import { createSystemIds } from "../runtime/ids.ts";
import { createSystemClock } from "../runtime/system-clock.ts";
import { paletteFor, writeLine } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The project's environment on this terminal; null when it has none. `overrides` is a request file's `environment` block,
 * `recorded` the world of a run that must come out the same each time.
 */
export function makeEnvironment(
  layout: Layout,
  { env, stderr }: Terminal,
  overrides?: unknown,
  recorded?: World,
  tracing?: Tracing,
): Promise<Environment | null> {
  const palette = paletteFor(stderr, env);
  return loadEnvironment(layout, {
    projectDirectory: layout.root,
    env,
    ...(recorded ?? { clock: createSystemClock(), ids: createSystemIds(), random: Math.random }),
    isolated: recorded !== undefined,
    overrides,
    tracing,
    warn: (message) => writeLine(stderr, `${palette.yellow("warning")} ${message}`),
  });
}
