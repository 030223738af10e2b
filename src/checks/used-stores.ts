import type { SourceFile, Span } from "../text/source-file.ts";
import { withoutComments } from "./source-words.ts";

/** What a handler's text says about the stores it uses. */
export interface UsedStores {
  /** Store to the first place that names it. */
  readonly named: ReadonlyMap<string, Span>;
  /** Whether all of them are handed on together (`open(stores)`), so that the text cannot tell which are used. */
  readonly handedOn: boolean;
}

const byName = /\bstores\s*\??\.\s*([A-Za-z_$][\w$]*)|\bstores\s*\[\s*["']([^"'\n]+)["']\s*\]/g;
const takenApart = /\{([^{}]*)\}\s*=\s*(?:\w+\.)?stores\b|\bstores\s*:\s*\{([^{}]*)\}/g;
const together = /\(\s*stores\b(?!\s*[.[?])|\bstores\s*\)|\.\.\.stores\b|(?<!\}\s*)=\s*stores\b(?!\s*[.[?])/;

const none: UsedStores = { named: new Map(), handedOn: false };

/** Looks for `stores.X`, `stores["X"]`, `const { X } = stores` and `run({ stores: { X } })`. */
export function usedStores(file: SourceFile): UsedStores {
  // Most handlers use no store, and need not be gone through.
  if (!file.text.includes("stores")) return none;
  const text = withoutComments(file);
  const named = new Map<string, Span>();
  const add = (name: string, start: number): void => {
    if (!named.has(name)) named.set(name, { start, end: start + name.length });
  };
  for (const match of text.matchAll(byName)) {
    const name = match[1] ?? match[2] ?? "";
    add(name, match.index + match[0].lastIndexOf(name));
  }
  for (const match of text.matchAll(takenApart)) {
    const inside = match[1] ?? match[2] ?? "";
    const start = match.index + match[0].indexOf(inside);
    // `Store`, `Store: short` or `Store = fallback`.
    for (const [whole, name = ""] of inside.matchAll(/(?:^|,)\s*([A-Za-z_$][\w$]*)/g))
      add(name, start + inside.indexOf(whole) + whole.length - name.length);
  }
  return { named, handedOn: together.test(text) };
}
