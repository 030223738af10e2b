import { inTime, retry } from "./attempts.ts";
import type { Branch } from "./branch.ts";
import type { Execution } from "./execution.ts";
import { HandlerContext } from "./handler-context.ts";
import { proceed } from "./moves.ts";
import { recreate } from "./recreate.ts";
import type { Route } from "./route.ts";
import { conclude, giveUp, passThrough } from "./step-outcome.ts";
import { isThenable } from "./step-result.ts";
import { inScope } from "./step-scope.ts";

/**
 * Walks one branch from node to node until it forks, waits at a join or ends. Never rejects: a failure ends the run.
 * One async function for a whole branch, so that a step costs no promise beyond its handler's own. Whoever is told
 * or awaited on the way may have ended the run, hence the many looks at whether it is over.
 */
export async function walk(run: Execution, branch: Branch): Promise<void> {
  try {
    while (run.status === null) {
      const node = run.nodeOf(branch);
      const visit = run.countVisit(branch, node);
      if (run.replay !== null && node.live.length > 0 && run.replay.knows(branch, node)) {
        await recreate(run, branch, node, visit);
        if (run.isOver()) return;
      }
      let route: Route | undefined =
        run.replay === null ? undefined : run.replay.take(run, branch, node, visit);
      if (route === undefined) {
        const startedAt = run.watch === null ? -1 : run.watch.started(node, visit);
        if (run.isOver()) return;
        let context = new HandlerContext(run, node, branch.state, visit, 1);
        if (node.flag !== null && !run.isOn(node.flag, node.flagDefault))
          route = passThrough(run, branch, context, startedAt);
        else {
          let result: unknown;
          let failed = false;
          try {
            result = run.scope === null ? node.handler(context) : inScope(run.scope, context);
            if (isThenable(result)) result = await (node.timeoutMs === 0 ? result : inTime(context, result));
          } catch (error) {
            failed = true;
            result = error;
          }
          if (run.status !== null) return;
          if (failed && node.retry !== null) {
            const last = await retry(run, node.retry, context, result);
            if (last === undefined || run.isOver()) return;
            ({ context, failed, result } = last);
          }
          route = failed
            ? giveUp(run, branch, context, result, startedAt)
            : conclude(run, branch, context, result, startedAt);
        }
        if (run.journal !== null) {
          const written = run.journal.completed(context, branch, route);
          if (written !== undefined) await written;
          if (run.isOver()) return;
        }
        run.steps++;
        run.watch?.completed(context, branch, route, startedAt);
        if (run.isOver()) return;
      }
      if (!proceed(run, branch, node, route)) return;
    }
  } catch (error) {
    run.fail(error, branch.state);
  } finally {
    run.pump();
  }
}
