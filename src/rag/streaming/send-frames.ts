import type { Clock } from "../../definition/step.ts";
import { RagstepError } from "../../diagnostics/errors.ts";
import { errorFrame, heartbeatFrame, publicCode, StreamBrokenError } from "./format-sse.ts";
import { patience } from "./patience.ts";
import type { ResponseWriter } from "./response-writer.ts";

export interface SendOptions {
  /** Milliseconds of silence before a comment frame. */
  readonly heartbeatMs: number;
  /** Milliseconds without a frame, or without the receiver taking one, before the stream is given up. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Aborted when the run is cancelled; the sending rejects then. */
  readonly signal: AbortSignal;
  /** Stops what feeds the frames at once, also while a frame is awaited. */
  readonly stop: (reason: Error) => void;
}

/** How the sending ended. */
export interface Sent {
  /** False once the receiver has gone. */
  readonly connected: boolean;
  /** Code of the error frame that ended the stream, or null. */
  readonly error: string | null;
}

class ReceiverGoneError extends RagstepError {
  constructor(cause?: unknown) {
    super("client-disconnected", "The client went away before the answer was complete.", { cause });
  }
}

const timedOut = () => new RagstepError("connection-timeout", "The stream stood still for too long.");

/**
 * Sends frames as fast as the receiver takes them and no faster; says that it is alive while nothing comes. Whatever ends
 * the sending early also stops the source. Rejects only when the run is cancelled.
 */
export async function sendFrames(
  frames: AsyncIterable<string>,
  writer: ResponseWriter,
  { heartbeatMs, timeoutMs, clock, signal, stop }: SendOptions,
): Promise<Sent> {
  const waiting = patience(clock, AbortSignal.any([signal, writer.closed]));

  const write = async (frame: string) => {
    try {
      if ((await waiting.within(writer.write(frame), timeoutMs)) !== undefined) return;
    } catch (error) {
      throw new ReceiverGoneError(error);
    }
    throw new ReceiverGoneError(timedOut());
  };

  const next = async (pending: Promise<IteratorResult<string, unknown>>) => {
    for (let silence = 0; silence < timeoutMs;) {
      const wait = Math.min(heartbeatMs, timeoutMs - silence);
      const result = await waiting.within(pending, wait);
      if (result !== undefined) return result.value;
      silence += wait;
      if (silence < timeoutMs) await write(heartbeatFrame);
    }
    throw timedOut();
  };

  let iterator: AsyncIterator<string> | undefined;
  try {
    iterator = frames[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await next(iterator.next());
      if (done === true) return { connected: true, error: null };
      await write(value);
    }
  } catch (error) {
    stop(error instanceof Error ? error : new Error("The stream failed.", { cause: error }));
    // Not waited for: a source that hangs hangs here too.
    iterator?.return?.().catch(() => undefined);
    signal.throwIfAborted();
    if (error instanceof ReceiverGoneError || writer.closed.aborted) return { connected: false, error: null };
    const code = publicCode(error);
    if (!(error instanceof StreamBrokenError)) {
      const told = await write(errorFrame(code)).then(
        () => true,
        () => false,
      );
      if (!told) return { connected: false, error: null };
    }
    return { connected: true, error: code };
  } finally {
    waiting.end();
  }
}
