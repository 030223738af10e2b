import { z } from "zod";

/** What the text of one log line says. */
export interface LogLine {
  /** Registry number; null for a step that is not registered. */
  readonly step: number | null;
  /** Registry id, or the node id of a step that is not registered. */
  readonly stepId: string;
  readonly label: string;
  readonly attrs: Readonly<Record<string, unknown>>;
}

const attrsSchema = z.record(z.string(), z.unknown());
const separator = " | attrs=";

/** Reads the text of a log line (`RAG STEP 105 (RAG.…): … | attrs={…}`); undefined when it is no such text. */
export function parseLogLine(text: string): LogLine | undefined {
  const head = /^RAG STEP (\d+|-) \(([^)]*)\): /.exec(text);
  if (head === null) return undefined;
  const [matched, number = "-", stepId = ""] = head;
  // A label may hold the separator, and so may a value: the attributes start where the rest is one JSON object.
  for (let at = text.indexOf(separator, matched.length); at !== -1; at = text.indexOf(separator, at + 1)) {
    const attrs = parseAttrs(text.slice(at + separator.length));
    if (attrs === undefined) continue;
    return {
      step: number === "-" ? null : Number(number),
      stepId,
      label: text.slice(matched.length, at),
      attrs,
    };
  }
  return undefined;
}

function parseAttrs(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed = attrsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
