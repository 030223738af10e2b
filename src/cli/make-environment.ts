import type { Environment } from "../definition/environment.ts";
import type { Layout } from "../project/layout.ts";
import { loadEnvironment } from "../project/load-environment.ts";
import { createSystemIds } from "../runtime/ids.ts";
import { createSystemClock } from "../runtime/system-clock.ts";
import { paletteFor, writeLine } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** The project's environment on this terminal; null when it has none. `overrides` is a request file's `environment` block. */
export function makeEnvironment(
  layout: Layout,
  { env, stderr }: Terminal,
  overrides?: unknown,
): Promise<Environment | null> {
  const palette = paletteFor(stderr, env);
  return loadEnvironment(layout, {
    projectDirectory: layout.root,
    env,
    clock: createSystemClock(),
    ids: createSystemIds(),
    random: Math.random,
    overrides,
    warn: (message) => writeLine(stderr, `${palette.yellow("warning")} ${message}`),
  });
}
