import type { Span } from "../text/source-file.ts";

/** A string of a JSON text: a value, or the key of one. */
export interface JsonString {
  /** The keys and places that lead to it; of a key, its own is the last. */
  readonly path: readonly (string | number)[];
  readonly isKey: boolean;
  readonly value: string;
  /** With its quotes. */
  readonly span: Span;
}

const token = /"(?:[^"\\]|\\.)*"|[[\]{}:,]/g;

interface Open {
  readonly isList: boolean;
  /** The key read last, or the place in the list. */
  at: string | number;
  /** Whether the next string is a key. */
  wantsKey: boolean;
}

function valueOf(quoted: string): string {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
}

/** The strings of a JSON text, in its order. A text that is no JSON gives those up to where it stops being it, or more. */
export function jsonStrings(text: string): readonly JsonString[] {
  const found: JsonString[] = [];
  const open: Open[] = [];
  for (const { 0: mark, index } of text.matchAll(token)) {
    const top = open.at(-1);
    if (mark === "{" || mark === "[")
      open.push({ isList: mark === "[", at: mark === "[" ? 0 : "", wantsKey: mark === "{" });
    else if (mark === "}" || mark === "]") open.pop();
    else if (mark === "," && top !== undefined) {
      top.wantsKey = !top.isList;
      if (typeof top.at === "number") top.at += 1;
    } else if (mark.startsWith('"')) {
      const isKey = top?.wantsKey === true;
      const value = valueOf(mark);
      if (isKey) {
        top.at = value;
        top.wantsKey = false;
      }
      const span = { start: index, end: index + mark.length };
      found.push({ path: open.map(({ at }) => at), isKey, value, span });
    }
  }
  return found;
}
