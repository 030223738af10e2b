import type { Span } from "../text/source-file.ts";

/** A part of a JavaScript or TypeScript text. Blanks and comments are none. */
export interface CodeToken {
  /** `string`: without anything computed, its quotes included. `template`: a piece of one that computes something. */
  readonly kind: "word" | "number" | "string" | "template" | "regex" | "sign";
  readonly text: string;
  readonly span: Span;
}

const blank = /(?:\s|\/\/.*|\/\*[^]*?\*\/)+/y;
const word = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /\.?\d(?:[\w.]|(?<=[eE])[+-])*/y;
const plainString = /"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|`(?:[^`\\$]|\\[^]|\$(?!\{))*`/y;
const templateHead = /`(?:[^`\\$]|\\[^]|\$(?!\{))*\$\{/y;
const templateRest = /\}(?:[^`\\$]|\\[^]|\$(?!\{))*(?:\$\{|`)/y;
const regex = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
const sign = /\.\.\.|\?\.|=>|[^]/y;

/** After these words a slash begins a regular expression; after any other it divides. */
const beforeRegex = /^(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield|instanceof)$/;

function startsRegex(before: CodeToken | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === "word") return beforeRegex.test(before.text);
  if (before.kind === "sign") return !/^[)\]}]$/.test(before.text);
  return before.kind === "template" && before.text.endsWith("${");
}

/**
 * Takes a program's text apart, far enough to tell its names from its texts and comments. Never fails: what cannot be
 * told is a sign.
 */
export function codeTokens(text: string): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  /** For each open template, the braces that are open inside its `${`. */
  const templates: number[] = [];
  let at = 0;
  const read = (kind: CodeToken["kind"], pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined || found === "") return false;
    tokens.push({ kind, text: found, span: { start: at, end: at + found.length } });
    at += found.length;
    return true;
  };
  while (at < text.length) {
    blank.lastIndex = at;
    const skipped = blank.exec(text)?.[0].length ?? 0;
    at += skipped;
    if (skipped > 0) continue;
    if (templates.at(-1) === 0 && text[at] === "}" && read("template", templateRest)) {
      if (tokens.at(-1)?.text.endsWith("`")) templates.pop();
      continue;
    }
    if (read("word", word) || read("number", number) || read("string", plainString)) continue;
    if (read("template", templateHead)) {
      templates.push(0);
      continue;
    }
    if (text[at] === "/" && startsRegex(tokens.at(-1)) && read("regex", regex)) continue;
    const open = templates.length - 1;
    if (open >= 0 && text[at] === "{") templates[open] = (templates[open] ?? 0) + 1;
    if (open >= 0 && text[at] === "}") templates[open] = Math.max(0, (templates[open] ?? 0) - 1);
    read("sign", sign);
  }
  return tokens;
}
