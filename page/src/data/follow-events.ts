import { isPassing, SourceError } from "./source-error.ts";
import { sentEvents } from "./sent-events.ts";

/** What waiting is done with. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** A stream of numbered events that can be asked for from any number on. */
export interface EventsToFollow<T> {
  /** Asks for the events after a number; 204 says that there are none and will be none. */
  readonly open: (after: number, signal: AbortSignal) => Promise<Response>;
  /** Throws for what is no event. */
  readonly read: (data: string) => T;
  readonly after: number;
  readonly signal: AbortSignal;
  readonly sleep: Sleep;
  /** From 0 to 1, so that many pages do not come back at the same moment. */
  readonly random: () => number;
  /** A connection on which nothing came for so long is taken for dead. */
  readonly silentMs: number;
}

const firstWaitMs = 250;
const longestWaitMs = 8000;

function waitBefore(attempt: number, random: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1)) * (0.75 + random / 2);
}

/**
 * All events after a number, each once and in their order, over as many connections as it takes: a connection that
 * breaks, falls silent or leaves a number out is replaced by one that goes on after the last event seen. Ends when the
 * server says that nothing is to come, or when `signal` is aborted. Throws when it is refused for good.
 */
export async function* followEvents<T extends { readonly n: number }>(
  stream: EventsToFollow<T>,
): AsyncGenerator<T, void, undefined> {
  const { signal, sleep } = stream;
  let last = stream.after;
  let failures = 0;
  /** A number that stays missing is not to be had. */
  let missed = 0;
  while (!signal.aborted) {
    const connection = new AbortController();
    const either = AbortSignal.any([signal, connection.signal]);
    let waitMs: number | null = null;
    let came = false;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => connection.abort(), stream.silentMs);
    };
    try {
      heard();
      const response = await stream.open(last, either);
      if (response.status === 204) return;
      for await (const { data } of sentEvents(response, heard)) {
        const event = stream.read(data);
        if (event.n <= last) continue;
        if (event.n > last + 1 && missed !== last) {
          missed = last;
          break;
        }
        came = true;
        last = event.n;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof SourceError && !isPassing(error)) throw error;
      waitMs = isPassing(error) ? error.waitMs : null;
    } finally {
      clearTimeout(silence);
      connection.abort();
    }
    failures = came ? 0 : failures + 1;
    if (failures > 0)
      await sleep(waitMs ?? waitBefore(failures, stream.random()), signal).catch(() => undefined);
  }
}
