import { dirname } from "node:path";
import type { Writable } from "node:stream";
import { requestsFolder } from "./messages.ts";
import { firstPlaces } from "./first-places.ts";
import type { CycleAnswer, CycleOrder, CycleResult, DevThreadData, WatchedPlaces } from "./messages.ts";
import { startProjectThreads } from "./project-threads.ts";
import type { ProjectThreads } from "./project-threads.ts";
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
  readonly data: Omit<DevThreadData, "part">;
  /** The request file that was named. */
  readonly request: string | null;
  /** Where handlers print to. */
  readonly output: Writable;
  readonly show: (shown: Shown) => void;
}

/** How long a run may go on after a newer save asked it to end. */
const patienceMs = 2_000;

/** Each save leaves the old modules behind, which only the end of its threads frees. */
const heapLimitBytes = 512 * 1024 * 1024;

interface Waiting {
  readonly order: CycleOrder;
  readonly saved: readonly string[];
  readonly since: number;
  readonly patience: NodeJS.Timeout | undefined;
}

function isRequest(path: string): boolean {
  return path.endsWith(".json") && dirname(path).replaceAll("\\", "/").endsWith(requestsFolder);
}

/** Set and cleared by what comes from outside. */
interface Now {
  /** Null until the next order: after the project's code has ended it, or its engine has changed. */
  threads: ProjectThreads | null;
  waiting: Waiting | null;
}

function endedResult(reason: string): CycleResult {
  const message = `The project's code ended a thread that it runs in (${reason}).`;
  const hint = "Throw an error instead; the next save starts new threads.";
  return {
    ok: false,
    text: `error [code-ended-thread] ${message}\n  hint ${hint}`,
    data: { diagnostics: [], run: null, error: { code: "code-ended-thread", message, hint } },
  };
}

/**
 * Checks and runs at once, and after each save, until `stop` is aborted. Rejects with a `UsageError` when folders cannot
 * be watched. When it settles, the threads are gone.
 */
export async function supervise(
  { data, request, output, show }: Supervision,
  stop: AbortSignal,
): Promise<void> {
  let places = firstPlaces(data.cwd, request);
  let savedRequest: string | null = null;
  const now: Now = { threads: null, waiting: null };
  let count = 0;
  const failed = Promise.withResolvers<never>();

  function send(order: CycleOrder): void {
    now.threads ??= startProjectThreads(data, output, {
      answered,
      ended(reason) {
        // Not at once: what ended it would end the next one too, until something is saved.
        now.threads = null;
        const result = endedResult(reason);
        if (now.waiting === null) show({ saved: [], result, latency_ms: 0, places });
        else settle(result);
      },
    });
    now.threads.order(order);
  }

  function dropThreads(): void {
    void now.threads?.end();
    now.threads = null;
  }

  function ask(changed: readonly string[], saved: readonly string[], since: number): void {
    const before = now.waiting;
    clearTimeout(before?.patience);
    const order = { id: ++count, changed, request: { named: request, saved: savedRequest } };
    const again = (): void => {
      dropThreads();
      send(order);
    };
    now.waiting = {
      order,
      saved: [...new Set([...(before?.saved ?? []), ...saved])],
      since: before?.since ?? since,
      // A run that goes on in a circle never hears that a newer save came.
      patience: before === null ? undefined : setTimeout(again, patienceMs),
    };
    send(order);
  }

  function settle(result: CycleResult): void {
    if (now.waiting === null) return;
    const { saved, since, patience } = now.waiting;
    clearTimeout(patience);
    now.waiting = null;
    show({ saved, result, latency_ms: Math.round(performance.now() - since), places });
  }

  function answered({ id, result, places: told, heapBytes }: CycleAnswer): void {
    if (now.waiting?.order.id !== id) return;
    if (told !== null) {
      places = told;
      follow();
    }
    settle(result);
    if (heapBytes < heapLimitBytes) return;
    dropThreads();
    // Loaded and checked before the next save, so that it need not wait for that.
    send({ id: ++count, changed: [], request: null });
  }

  function follow(): void {
    try {
      saves.watch(places);
    } catch (error) {
      failed.reject(error);
    }
  }

  const saves = watchSaves(({ paths, at }: Saved) => {
    savedRequest = paths.find(isRequest) ?? savedRequest;
    if (paths.some((path) => places.fixed.includes(path))) dropThreads();
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
    saves.close();
    clearTimeout(now.waiting?.patience);
    await now.threads?.end();
  }
}
