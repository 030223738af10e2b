import { retry, tryOnce } from "./attempts.ts";
import type { Branch } from "./branch.ts";
import { RunError } from "./errors.ts";
import { asError } from "./error-info.ts";
import type { Execution } from "./execution.ts";
import { HandlerContext } from "./handler-context.ts";
import type { PlannedNode } from "./plan.ts";
import { patchOf, writeKey } from "./step-result.ts";

/**
 * Runs a finished step of a resumed run once more for its live values, which no journal keeps. Whatever else it comes to is
 * left as it was recorded. Throws a `RunError` when it fails: the steps behind it would fail without saying why.
 */
export async function recreate(
  run: Execution,
  branch: Branch,
  node: PlannedNode,
  visit: number,
): Promise<void> {
  if (node.flag !== null && !run.isOn(node.flag, node.flagDefault)) return;
  const first = await tryOnce(new HandlerContext(run, node, branch.state, visit, 1));
  const last =
    first.failed && node.retry !== null ? await retry(run, node.retry, first.context, first.result) : first;
  if (last === undefined || run.isOver()) return;
  const failure = last.context.breach ?? (last.failed ? last.result : null);
  if (failure !== null) {
    throw new RunError(
      "resume-impossible",
      `Step \`${node.id}\` failed when it was run again for its live values (${node.live.map((key) => `\`${key}\``).join(", ")}): ${asError(failure).message}`,
      { hint: "start a new run", cause: failure },
    );
  }
  const patch = patchOf(node, last.result);
  for (const key of node.live) {
    const value: unknown = patch === undefined ? undefined : Reflect.get(patch, key);
    if (value !== undefined) writeKey(run, branch, node, key, value);
  }
}
