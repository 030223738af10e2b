import type { PdfValue } from "./values.ts";

/** Thrown by the reader of values, caught by the reader of files. */
export class MalformedPdf extends Error {}

/** Real files nest a few levels; more is an attack on the stack. */
const maxDepth = 100;

// Blanks and delimiters of ISO 32000-1, 7.2.
const blanks = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const regular = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;
const reference = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The place after blanks and comments. */
export function skipBlanks(text: string, at: number): number {
  return at + (match(blanks, text, at)?.[0].length ?? 0);
}

/** Characters of a string; no string that a document needs is as long. */
const longestString = 1_000_000;

function endOfString(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < Math.min(text.length, start + longestString); at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return at + 1;
  }
  throw new MalformedPdf("A string has no end.");
}

function decodeName(written: string): string {
  return written.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/**
 * Reads one value out of the text of a PDF (one character a byte) from `from` on; `end` is the place after it. Throws
 * `MalformedPdf` where there is none.
 */
export function readValue(
  text: string,
  from: number,
  depth = 0,
): { readonly value: PdfValue; readonly end: number } {
  if (depth > maxDepth) throw new MalformedPdf("The values nest too deep.");
  const at = skipBlanks(text, from);
  switch (text.charAt(at)) {
    case "(": {
      const end = endOfString(text, at);
      return { value: { kind: "raw", text: text.slice(at, end) }, end };
    }
    case "/": {
      const name = match(regular, text, at + 1)?.[0] ?? "";
      return { value: { kind: "name", name: decodeName(name) }, end: at + 1 + name.length };
    }
    case "[": {
      const items: PdfValue[] = [];
      let next = skipBlanks(text, at + 1);
      while (text[next] !== "]") {
        const item = readValue(text, next, depth + 1);
        items.push(item.value);
        next = skipBlanks(text, item.end);
      }
      return { value: { kind: "array", items }, end: next + 1 };
    }
    case "<":
      return text[at + 1] === "<" ? readDict(text, at, depth) : readHexString(text, at);
    default:
      return readPlain(text, at);
  }
}

function readDict(
  text: string,
  at: number,
  depth: number,
): { readonly value: PdfValue; readonly end: number } {
  const entries = new Map<string, PdfValue>();
  let next = skipBlanks(text, at + 2);
  while (!text.startsWith(">>", next)) {
    const key = readValue(text, next, depth + 1);
    if (key.value.kind !== "name") throw new MalformedPdf("A key is not a name.");
    const value = readValue(text, key.end, depth + 1);
    entries.set(key.value.name, value.value);
    next = skipBlanks(text, value.end);
  }
  return { value: { kind: "dict", entries }, end: next + 2 };
}

function readHexString(text: string, at: number): { readonly value: PdfValue; readonly end: number } {
  const close = text.indexOf(">", at);
  if (close < 0) throw new MalformedPdf("A string has no end.");
  return { value: { kind: "raw", text: text.slice(at, close + 1) }, end: close + 1 };
}

function readPlain(text: string, at: number): { readonly value: PdfValue; readonly end: number } {
  const ref = match(reference, text, at);
  if (ref !== null) {
    const value: PdfValue = { kind: "ref", number: Number(ref[1]), generation: Number(ref[2]) };
    return { value, end: at + ref[0].length };
  }
  const word = match(regular, text, at)?.[0];
  if (word === undefined || !/^(?:true|false|null|[+-]*[\d.][\d.+-]*)$/.test(word)) {
    throw new MalformedPdf("There is no value where one is expected.");
  }
  return { value: { kind: "raw", text: word }, end: at + word.length };
}
