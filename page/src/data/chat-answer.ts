import { z } from "zod";
import { readJson } from "./server-call.ts";
import type { SentEvent } from "./sent-events.ts";

/** An answer of the chat, as far as it has come. */
export interface ChatAnswer {
  readonly text: string;
  /** What it rests on. */
  readonly sources: readonly string[];
  /** The chat's own word for why it broke off. */
  readonly failure: string | null;
  /** Milliseconds to the first piece of text. */
  readonly firstMs: number | null;
}

export const noAnswer: ChatAnswer = { text: "", sources: [], failure: null, firstMs: null };

const metadata = z.object({ citations: z.array(z.object({ title: z.string(), source: z.string() })) });
const whole = metadata.extend({ message: z.object({ content: z.string() }) });
const failed = z.object({ code: z.string(), message: z.string().optional() });

function parsed<T>(schema: z.ZodType<T>, data: string): T | null {
  try {
    return schema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

/** The answer with one event more. Events that say nothing to a reader change nothing. */
export function withEvent(answer: ChatAnswer, { event, data }: SentEvent, ms: number): ChatAnswer {
  switch (event) {
    case "message":
      return data === "[DONE]"
        ? answer
        : { ...answer, text: answer.text + data, firstMs: answer.firstMs ?? ms };
    case "metadata": {
      const citations = parsed(metadata, data)?.citations ?? [];
      return { ...answer, sources: citations.map(({ title, source }) => `${title} (${source})`) };
    }
    case "error": {
      const failure = parsed(failed, data);
      return { ...answer, failure: failure?.message ?? failure?.code ?? "The answer broke off." };
    }
    default:
      return answer;
  }
}

/** An answer that came in one piece, as a golden or a cached one may, as the events that a stream would have had. */
export function eventsOfWhole(text: string): readonly SentEvent[] {
  const { message, citations } = readJson(text, whole, "the answer");
  return [
    { event: "message", data: message.content },
    { event: "metadata", data: JSON.stringify({ citations }) },
  ];
}
