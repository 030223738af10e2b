import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { traceLine } from "../report/trace-line.ts";
import type { RunEvent } from "../runtime/events.ts";

/** The environment variable that names the file. */
const variable = "RAGSTEP_TRACE";

/**
 * Where the runs of tests are traced to for `ragstep coverage`: the file that `RAGSTEP_TRACE` names; null without it.
 * What stands in for the steps outside the slice is left out, since no handler of theirs was run.
 */
export function testTrace(
  inside: ReadonlySet<string>,
  env: Readonly<Record<string, string | undefined>>,
): ((event: RunEvent) => void) | null {
  const path = env[variable];
  if (path === undefined || path === "") return null;
  mkdirSync(dirname(path), { recursive: true });
  return (event) => {
    if (!("node" in event) || inside.has(event.node)) appendFileSync(path, traceLine(event));
  };
}
