import { createParser } from "eventsource-parser";

/** One event of an event stream. */
export interface SentEvent {
  /** `message` when the stream names none. */
  readonly event: string;
  readonly data: string;
}

/** Called whenever something comes, a comment included. */
export type OnSign = () => void;

/** The events of a response, as they come in. Throws what the connection throws when it breaks; lets go of it when left. */
export async function* sentEvents(
  response: Response,
  onSign: OnSign = () => undefined,
): AsyncGenerator<SentEvent, void, undefined> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  const ready: SentEvent[] = [];
  const parser = createParser({
    onEvent: ({ event = "message", data }) => ready.push({ event, data }),
  });
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      onSign();
      parser.feed(part.value);
      yield* ready.splice(0);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
