import type { TextEdit } from "../text/text-edit.ts";
import type { CodeList } from "./code-lists.ts";
import { lineStart } from "./remove-lines.ts";

/** An item of a list as it is to be: one that is there, perhaps with another text, or a new one. */
export interface NewItem {
  readonly text: string;
  /** Where it stands now; null for a new one. */
  readonly from: number | null;
}

/** The items of a list as they stand. */
export function itemsOf(text: string, { items }: CodeList): readonly NewItem[] {
  return items.map(({ span }, from) => ({ text: text.slice(span.start, span.end), from }));
}

/** A list on one line, and with a line for each item, both as formatters write them. */
function layouts(text: string, { span }: CodeList, items: readonly string[]) {
  const start = lineStart(text, span.start);
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
  const lineBreak = text.indexOf("\n", span.end);
  const rest = text.slice(span.end, lineBreak < 0 ? text.length : lineBreak).trimEnd();
  const oneLine = `[${items.join(", ")}]`;
  return {
    oneLine,
    // Columns of the line that would hold it.
    width: span.start - start + oneLine.length + rest.length,
    lines: `[\n${items.map((item) => `${indent}  ${item},\n`).join("")}${indent}]`,
  };
}

/** A list with the blanks and comments between its items kept. */
function sameGaps(text: string, { span, items: old }: CodeList, items: readonly NewItem[]): string {
  const gap = (at: number): string => text.slice(old[at - 1]?.span.end ?? 0, old[at]?.span.start ?? 0);
  const [first, last] = [old[0], old.at(-1)];
  if (first === undefined || last === undefined) return `[${items.map((item) => item.text).join(", ")}]`;
  const plain = old.length > 1 && /^\s*,\s*$/.test(gap(old.length - 1)) ? gap(old.length - 1) : ", ";
  const body = items.map(({ text: item, from }, at) => {
    const between = from === null || from === 0 ? plain : gap(from);
    return at === 0 ? item : `${between}${item}`;
  });
  return `${text.slice(span.start, first.span.start)}${body.join("")}${text.slice(last.span.end, span.end)}`;
}

/**
 * The edit that gives a list other items. A list that stands as a formatter with this line width writes it stands so
 * afterwards too; null for a project without one, where the lines stay as they are.
 */
export function listEdit(
  text: string,
  list: CodeList,
  items: readonly NewItem[],
  lineWidth: number | null,
): TextEdit {
  const { span } = list;
  const now = text.slice(span.start, span.end);
  const before = layouts(
    text,
    list,
    itemsOf(text, list).map((item) => item.text),
  );
  const fitted = lineWidth !== null && now === (before.width <= lineWidth ? before.oneLine : before.lines);
  if (!fitted) return { span, text: sameGaps(text, list, items) };
  const after = layouts(
    text,
    list,
    items.map((item) => item.text),
  );
  return { span, text: after.width <= lineWidth ? after.oneLine : after.lines };
}
