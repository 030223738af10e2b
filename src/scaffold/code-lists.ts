import type { Span } from "../text/source-file.ts";
import type { CodeToken } from "./rename-tokens.ts";

/** An item of a list literal. */
export interface ListItem {
  readonly span: Span;
  /** Its first token. */
  readonly at: number;
  /** What stands between its quotes; null for any other expression. */
  readonly quoted: string | null;
  /** The name in `...name`; null for anything else. */
  readonly spread: string | null;
}

/** A list literal of a program. */
export interface CodeList {
  readonly span: Span;
  /** Its first and its last token: the brackets. */
  readonly open: number;
  readonly close: number;
  readonly items: readonly ListItem[];
  /** The constant that it is the value of; null for any other list. */
  readonly name: string | null;
}

/** A program's text, as far as its lists are concerned. */
export interface CodeText {
  readonly text: string;
  readonly tokens: readonly CodeToken[];
  /** The token that closes each open bracket, by the bracket's own. */
  readonly closing: ReadonlyMap<number, number>;
  /** In the order of the text, those inside others too. */
  readonly lists: readonly CodeList[];
}

/** Words after which a bracket begins a list, where it would else pick one item of something. */
const beforeList = /^(?:return|case|in|of|typeof|yield|await|default)$/;

function beginsList(before: CodeToken | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === "word") return beforeList.test(before.text);
  return before.kind === "sign" && !/^[)\]}]$|^\?\.$/.test(before.text);
}

function closings(tokens: readonly CodeToken[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== "sign") continue;
    if (/^[([{]$/.test(text)) open.push(at);
    const from = /^[)\]}]$/.test(text) ? open.pop() : undefined;
    if (from !== undefined) closing.set(from, at);
  }
  return closing;
}

/** The tokens where the parts between two brackets begin and end, the end not included: commas part them. */
export function partsOf(
  { tokens, closing }: Pick<CodeText, "tokens" | "closing">,
  open: number,
): readonly { readonly from: number; readonly to: number }[] {
  const close = closing.get(open) ?? open;
  const parts: { from: number; to: number }[] = [];
  let from = open + 1;
  for (let at = from; at <= close; at++) {
    if (at === close || tokens[at]?.text === ",") {
      if (at > from) parts.push({ from, to: at });
      from = at + 1;
    } else at = closing.get(at) ?? at;
  }
  return parts;
}

/** Reads the lists of a program out of its tokens. */
export function codeText(text: string, tokens: readonly CodeToken[]): CodeText {
  const closing = closings(tokens);
  const lists: CodeList[] = [];
  for (const [open, token] of tokens.entries()) {
    const close = closing.get(open);
    const end = tokens[close ?? -1]?.span.end;
    if (token.text !== "[" || close === undefined || end === undefined || !beginsList(tokens[open - 1]))
      continue;
    const items = partsOf({ tokens, closing }, open).map(({ from, to }): ListItem => {
      const [first, last] = [tokens[from], tokens[to - 1]];
      const isText = to - from === 1 && first?.kind === "string";
      const isSpread = to - from === 2 && first?.text === "..." && last?.kind === "word";
      return {
        span: { start: first?.span.start ?? 0, end: last?.span.end ?? 0 },
        at: from,
        quoted: isText ? first.text.slice(1, -1) : null,
        spread: isSpread ? last.text : null,
      };
    });
    const [equals, name, declares] = [tokens[open - 1], tokens[open - 2], tokens[open - 3]];
    const isNamed =
      equals?.text === "=" && name?.kind === "word" && /^(?:const|let)$/.test(declares?.text ?? "");
    lists.push({
      span: { start: token.span.start, end },
      open,
      close,
      items,
      name: isNamed ? name.text : null,
    });
  }
  return { text, tokens, closing, lists };
}

/** The list that a constant of this name holds. */
export function listNamed({ lists }: CodeText, name: string | null): CodeList | null {
  return (name === null ? null : lists.find((list) => list.name === name)) ?? null;
}

/** The texts of a list with those of the lists spread into it; null for what is computed. */
export function wordsOf(
  code: CodeText,
  list: CodeList | null,
  within: readonly CodeList[] = [],
): readonly (string | null)[] {
  if (list === null || within.includes(list)) return [null];
  return list.items.flatMap((item) => wordsOfItem(code, item, [...within, list]));
}

/** The texts that an item of a list stands for: one, or those of a list spread here. */
export function wordsOfItem(
  code: CodeText,
  { quoted, spread }: ListItem,
  within: readonly CodeList[] = [],
): readonly (string | null)[] {
  return spread === null ? [quoted] : wordsOf(code, listNamed(code, spread), within);
}
