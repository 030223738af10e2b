import type { TextEdit } from "../text/text-edit.ts";
import { listNamed, wordsOfItem } from "./code-lists.ts";
import type { CodeList, CodeText } from "./code-lists.ts";
import { itemsOf, listEdit } from "./list-text.ts";
import type { NewItem } from "./list-text.ts";

/** The changes of one program, while they are gathered: of its lists, and of single tokens. */
export interface CodeChanges {
  readonly code: CodeText;
  isChanged(list: CodeList): boolean;
  /** Puts a text before an item of a list, or at its end when there is no such item. */
  put(list: CodeList, before: number, word: string): void;
  drop(list: CodeList, item: number): void;
  sort(list: CodeList): void;
  /** Puts another expression in place of a token. */
  replace(token: number, text: string): void;
  /** How many steps a list stands for, with those of lists spread into it, as changed so far. */
  length(list: CodeList): number;
  /** A list that is laid out for a line width is so afterwards too, see `listEdit`. */
  edits(lineWidth: number | null): readonly TextEdit[];
}

/** Begins to change a program. */
export function codeChanges(code: CodeText): CodeChanges {
  const lists = new Map<CodeList, readonly NewItem[]>();
  const words = new Map<number, string>();
  const items = (list: CodeList): readonly NewItem[] => lists.get(list) ?? itemsOf(code.text, list);
  const length = (list: CodeList): number =>
    items(list).reduce((sum, { from }) => {
      const item = from === null ? undefined : list.items[from];
      const inner = listNamed(code, item?.spread ?? null);
      if (inner !== null && inner !== list) return sum + length(inner);
      return sum + (item === undefined ? 1 : wordsOfItem(code, item).length);
    }, 0);
  return {
    code,
    length,
    isChanged: (list) => lists.has(list),
    put(list, before, word) {
      const now = items(list);
      const at = now.findIndex(({ from }) => from === before);
      const place = at < 0 ? now.length : at;
      lists.set(list, [...now.slice(0, place), { text: `"${word}"`, from: null }, ...now.slice(place)]);
    },
    drop(list, item) {
      const left = items(list).filter(({ from }) => from !== item);
      lists.set(list, left);
    },
    sort(list) {
      const sorted = items(list).toSorted((a, b) => (a.text < b.text ? -1 : 1));
      lists.set(list, sorted);
    },
    replace(token, text) {
      const list = code.lists.find((one) =>
        one.items.some(({ at, quoted }) => at === token && quoted !== null),
      );
      if (list === undefined) words.set(token, text);
      // The list may have to be laid out anew.
      else
        lists.set(
          list,
          items(list).map((item) => (list.items[item.from ?? -1]?.at === token ? { ...item, text } : item)),
        );
    },
    edits: (lineWidth) => [
      ...[...words].map(([at, text]) => ({ span: code.tokens[at]?.span ?? { start: 0, end: 0 }, text })),
      ...[...lists].map(([list, now]) => listEdit(code.text, list, now, lineWidth)),
    ],
  };
}
