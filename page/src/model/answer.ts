import { createParser } from "eventsource-parser";
import type { Frame } from "./run-model.ts";

/** An answer put together from its frames. */
export interface Answer {
  readonly text: string;
  /** Events of the stream that are not part of the text, in their order. */
  readonly others: readonly { readonly name: string; readonly data: string }[];
  /** Frames whose text is not told. */
  readonly hidden: number;
}

/** What many streams send last. */
const end = "[DONE]";

function eventsIn(text: string): Answer["others"] {
  const events: { name: string; data: string }[] = [];
  const parser = createParser({
    onEvent: ({ event: name = "message", data }) => events.push({ name, data }),
  });
  parser.feed(text);
  return events;
}

/** Puts the frames of a stream of server-sent events together; of any other answer the text as it is. */
export function answerOf(frames: readonly Frame[]): Answer {
  const whole = frames.map(({ text }) => text ?? "").join("");
  const hidden = frames.filter(({ text }) => text === null).length;
  if (!/^(data|event|id|retry)?:/.test(whole)) return { text: whole, others: [], hidden };
  const events = eventsIn(whole);
  return {
    text: events
      .filter(({ name, data }) => name === "message" && data !== end)
      .map(({ data }) => data)
      .join(""),
    others: events.filter(({ name, data }) => name !== "message" || data === end),
    hidden,
  };
}
