import type { Writable } from "node:stream";
import { firstPlaces } from "./first-places.ts";
import type { CycleAnswer, CycleOrder, CycleResult, DevThreadData, WatchedPlaces } from "./messages.ts";
import { startProjectThread } from "./project-thread.ts";
import { watchSaves } from "./watch-saves.ts";
import type { Saved } from "./watch-saves.ts";

/** A result, and the saves that led to it; none for the first one. */
export interface Shown {
  readonly saved: readonly string[];
  readonly result: CycleResult;
  /** From the first of the saves to the result. */
  readonly latency_ms: number;
  readonly places: WatchedPlaces;
}

export interface Supervision {
  readonly data: DevThreadData;
  /** The request file that was named. */
  readonly request: string | null;
  /** Where handlers print to. */
  readonly output: Writable;
  readonly show: (shown: Shown) => void;
}

/** How long a run may go on after a newer save asked it to end. */
const patienceMs = 2_000;

/** Each save leaves the old modules behind, which only the end of their thread frees. */
const heapLimitBytes = 512 * 1024 * 1024;

interface Waiting {
  readonly order: CycleOrder;
  readonly saved: readonly string[];
  readonly since: number;
  readonly patience: NodeJS.Timeout | undefined;
}

function endedResult(reason: string): CycleResult {
  const message = `The project's code ended the thread that it runs in (${reason}).`;
  const hint = "Throw an error instead; the next save starts a new thread.";
  return {
    ok: false,
    text: `error [code-ended-thread] ${message}\n  hint ${hint}`,
    data: { ok: false, diagnostics: [], run: null, error: { code: "code-ended-thread", message, hint } },
  };
}

/**
 * Checks and runs at once, and after each save, until `stop` is aborted. Rejects with a `UsageError` when folders cannot
 * be watched. When it settles, the thread is gone.
 */
export async function supervise(
  { data, request, output, show }: Supervision,
  stop: AbortSignal,
): Promise<void> {
  let places = firstPlaces(data.cwd, request);
  let savedRequest: string | null = null;
  let waiting: Waiting | null = null;
  let count = 0;
  const failed = Promise.withResolvers<never>();

  const newThread = () =>
    startProjectThread(data, output, {
      answered,
      ended(reason) {
        thread = newThread();
        settle(endedResult(reason));
      },
    });
  let thread = newThread();

  function replaceThread(): void {
    void thread.end();
    thread = newThread();
  }

  function ask(changed: readonly string[], saved: readonly string[], since: number): void {
    const before = waiting;
    clearTimeout(before?.patience);
    const order = { id: ++count, changed, request: { named: request, saved: savedRequest } };
    const again = (): void => {
      replaceThread();
      thread.order(order);
    };
    waiting = {
      order,
      saved: [...new Set([...(before?.saved ?? []), ...saved])],
      since: before?.since ?? since,
      // A run that goes on in a circle never hears that a newer save came.
      patience: before === null ? undefined : setTimeout(again, patienceMs),
    };
    thread.order(order);
  }

  function settle(result: CycleResult): void {
    if (waiting === null) return;
    const { saved, since, patience } = waiting;
    clearTimeout(patience);
    waiting = null;
    show({ saved, result, latency_ms: Math.round(performance.now() - since), places });
  }

  function answered({ id, result, places: told, heapBytes }: CycleAnswer): void {
    if (waiting?.order.id !== id) return;
    if (told !== null) {
      places = told;
      follow();
    }
    settle(result);
    if (heapBytes < heapLimitBytes) return;
    replaceThread();
    // Loaded and checked before the next save, so that it need not wait for that.
    thread.order({ id: ++count, changed: [], request: null });
  }

  function follow(): void {
    try {
      saves.watch(places);
    } catch (error) {
      failed.reject(error);
    }
  }

  const saves = watchSaves(({ paths, at }: Saved) => {
    savedRequest = paths.find((path) => path.endsWith(".json")) ?? savedRequest;
    if (paths.some((path) => places.fixed.includes(path))) replaceThread();
    ask(paths, paths, at);
  });
  follow();
  ask([], [], performance.now());
  const stopped = new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener("abort", () => resolve(), { once: true });
  });
  try {
    await Promise.race([stopped, failed.promise]);
  } finally {
    clearTimeout(waiting === null ? undefined : (waiting as Waiting).patience);
    saves.close();
    await thread.end();
  }
}
