import type { PiiType, PiiVault } from "./types.ts";

/** The word of a placeholder for each kind; `TXT` stands for text that looked like a placeholder before anything was replaced. */
const codes = {
  codice_fiscale: "CF",
  partita_iva: "PIVA",
  iban: "IBAN",
  email: "EMAIL",
  phone: "TEL",
  name: "NOME",
  literal: "TXT",
} as const satisfies Record<PiiType | "literal", string>;

const alternatives = Object.values(codes).join("|");
const placeholders = new RegExp(String.raw`\[(?:${alternatives})_[0-9]{1,6}\]`, "g");
const started = new RegExp(String.raw`^\[(?:(?:${alternatives})_[0-9]{0,6})?$`);
const codePrefixes = new Set(
  Object.values(codes).flatMap((code) =>
    Array.from({ length: code.length + 1 }, (_, length) => `[${code.slice(0, length)}`),
  ),
);
const longest = Math.max(...Object.values(codes).map((code) => code.length)) + "[_123456]".length;

/** Where an unfinished placeholder begins at the end of a text; the text's length when none does. */
function openAt(text: string): number {
  const at = text.lastIndexOf("[", text.length - 1);
  if (at < 0 || text.length - at >= longest) return text.length;
  const tail = text.slice(at);
  return codePrefixes.has(tail) || started.test(tail) ? at : text.length;
}

async function* restoreStream(
  restore: (text: string) => string,
  chunks: AsyncIterable<string>,
): AsyncGenerator<string, void, undefined> {
  let held = "";
  for await (const chunk of chunks) {
    const text = held + chunk;
    const cut = openAt(text);
    held = text.slice(cut);
    if (cut > 0) yield restore(text.slice(0, cut));
  }
  if (held !== "") yield held;
}

/** An empty vault. It lives in memory alone and is as long-lived as its request. */
export function createVault(): PiiVault {
  const byValue = new Map<string, string>();
  const byPlaceholder = new Map<string, string>();
  const counts = new Map<string, number>();

  function issue(kind: PiiType | "literal", value: string): string {
    const key = `${kind}\0${value}`;
    const known = byValue.get(key);
    if (known !== undefined) return known;
    const number = (counts.get(kind) ?? 0) + 1;
    const placeholder = `[${codes[kind]}_${number}]`;
    counts.set(kind, number);
    byValue.set(key, placeholder);
    byPlaceholder.set(placeholder, value);
    return placeholder;
  }

  const restore = (text: string): string =>
    text.includes("[") ? text.replace(placeholders, (found) => byPlaceholder.get(found) ?? found) : text;

  return {
    placeholder: issue,
    escape(text) {
      // Which ones are foreign is settled before the first is replaced: that one may be given a name that stands further on.
      const foreign = new Set((text.match(placeholders) ?? []).filter((found) => !byPlaceholder.has(found)));
      if (foreign.size === 0) return text;
      return text.replace(placeholders, (found) => (foreign.has(found) ? issue("literal", found) : found));
    },
    restore,
    restoreStream: (chunks) => restoreStream(restore, chunks),
    get size() {
      return byPlaceholder.size;
    },
  };
}
