import { RagstepError } from "../../diagnostics/errors.ts";

/** One event of an event stream, as the HTML standard defines it. */
export interface SseEvent {
  readonly data: string;
  readonly event?: string | undefined;
  readonly id?: string | undefined;
  /** Milliseconds. */
  readonly retry?: number | undefined;
}

/** A line break in a field would begin a field of its own; clients ignore an id with a NUL. */
function oneLine(value: string): string {
  return value.replaceAll(/[\r\n\0]+/g, " ");
}

/**
 * An event as it goes over the wire: each line of the data on a `data:` line of its own, an empty line at the end. Event
 * and id are made one line; a retry that is no whole number of milliseconds is left out.
 */
export function sseFrame({ data, event, id, retry }: SseEvent): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}`);
  if (retry !== undefined && Number.isSafeInteger(retry) && retry >= 0) lines.unshift(`retry: ${retry}`);
  if (id !== undefined) lines.unshift(`id: ${oneLine(id)}`);
  if (event !== undefined) lines.unshift(`event: ${oneLine(event)}`);
  return `${lines.join("\n")}\n\n`;
}

const doneMark = "[DONE]";

/** The last frame of a stream that is whole. */
export const doneFrame = sseFrame({ data: doneMark });

/** A model that happens to say the closing mark by itself must not close the stream: its words go out in two frames. */
function piecesOf(chunk: string): readonly string[] {
  return chunk === doneMark ? [doneMark.slice(0, -1), doneMark.slice(-1)] : [chunk];
}

/** A comment: keeps the connection alive, and no client sees it. */
export const heartbeatFrame = ": heartbeat\n\n";

/** The last frame of a stream that broke off: a permanent code and a sentence for people, nothing of the inside. */
export function errorFrame(code: string): string {
  return sseFrame({
    event: "error",
    data: JSON.stringify({ code, message: "La risposta si è interrotta." }),
  });
}

/** The code that a client is told of a failure. */
export function publicCode(error: unknown): string {
  return error instanceof RagstepError ? error.code : "stream-failed";
}

/** A stream broke off, and its error frame has been handed out already. */
export class StreamBrokenError extends RagstepError {
  constructor(cause: unknown) {
    super(publicCode(cause), "The answer broke off.", { cause });
  }
}

/** How frames are written. */
export interface SseOptions {
  readonly event?: string | undefined;
  /** Numbers the frames 0, 1, 2, … */
  readonly include_id: boolean;
  /** Said once, in the first frame. Milliseconds. */
  readonly retry_ms?: number | undefined;
  /** What follows the text, once it is whole. */
  readonly trailer?: (() => Promise<readonly SseEvent[]>) | undefined;
}

/**
 * Turns chunks of text into frames, one each, at once. When the text breaks off, the last frame is an error frame and the
 * iteration rejects with a `StreamBrokenError` after it. Ending the iteration early ends the source.
 */
export async function* formatSse(
  chunks: AsyncIterable<string>,
  { event, include_id, retry_ms, trailer }: SseOptions,
): AsyncGenerator<string, void, undefined> {
  let count = 0;
  const next = () => ({
    id: include_id ? String(count) : undefined,
    retry: count++ === 0 ? retry_ms : undefined,
  });
  try {
    for await (const data of chunks) {
      if (data === "") continue;
      for (const piece of piecesOf(data)) yield sseFrame({ data: piece, event, ...next() });
    }
    for (const last of (await trailer?.()) ?? []) yield sseFrame({ ...last, ...next() });
  } catch (error) {
    yield errorFrame(publicCode(error));
    throw new StreamBrokenError(error);
  }
}
