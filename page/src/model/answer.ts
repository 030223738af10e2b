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

/** An event of a stream: unnamed ones are told as `message`. */
function eventOf(block: string): { readonly name: string; readonly data: string } | null {
  let name = "message";
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field = "", value = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === "event") name = value;
    if (field === "data") data.push(value);
  }
  return data.length === 0 ? null : { name, data: data.join("\n") };
}

/** Puts the frames of a stream of server-sent events together; of any other answer the text as it is. */
export function answerOf(frames: readonly Frame[]): Answer {
  const whole = frames.map(({ text }) => text ?? "").join("");
  const hidden = frames.filter(({ text }) => text === null).length;
  if (!/^(data|event|id|retry)?:/.test(whole)) return { text: whole, others: [], hidden };
  const events = whole.split(/\r\n\r\n|\n\n|\r\r/).flatMap((block) => eventOf(block) ?? []);
  return {
    text: events
      .filter(({ name, data }) => name === "message" && data !== end)
      .map(({ data }) => data)
      .join(""),
    others: events.filter(({ name, data }) => name !== "message" || data === end),
    hidden,
  };
}
