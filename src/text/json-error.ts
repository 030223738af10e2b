// One JSON token at `lastIndex`; the groups are not needed, only how far it reaches.
const token =
  // oxlint-disable-next-line no-control-regex -- JSON forbids control characters in strings
  /[ \t\n\r]*(?:[[\]{},:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|true\b|false\b|null\b)/y;

type Wanted = "value" | "value-or-close" | "key" | "key-or-close" | "colon" | "comma-or-close" | "end";

function isClose(mark: string, open: string | undefined): boolean {
  return (mark === "]" && open === "[") || (mark === "}" && open === "{");
}

/** What may follow a token; null when the token is not allowed there. `open` is the stack of open brackets. */
function next(wanted: Wanted, mark: string, open: string[]): Wanted | null {
  const closes = wanted === "comma-or-close" || wanted === "value-or-close" || wanted === "key-or-close";
  if (closes && isClose(mark, open.at(-1))) {
    open.pop();
    return open.length === 0 ? "end" : "comma-or-close";
  }
  if (wanted === "comma-or-close") return mark !== "," ? null : open.at(-1) === "{" ? "key" : "value";
  if (wanted === "colon") return mark === ":" ? "value" : null;
  if (wanted === "key" || wanted === "key-or-close") return mark.startsWith('"') ? "colon" : null;
  if (wanted === "end" || /^[\]},:]$/.test(mark)) return null;
  if (mark !== "[" && mark !== "{") return open.length === 0 ? "end" : "comma-or-close";
  open.push(mark);
  return mark === "[" ? "value-or-close" : "key-or-close";
}

/**
 * Where a text stops being JSON, as an offset; `JSON.parse` names the place in some of its messages only. A text that
 * is JSON gives its length.
 */
export function jsonErrorOffset(text: string): number {
  const open: string[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const found = token.exec(text);
    const blank = /[ \t\n\r]*/y;
    blank.lastIndex = at;
    const start = at + (blank.exec(text)?.[0].length ?? 0);
    if (!found) return start;
    const after: Wanted | null = next(wanted, found[0].trimStart(), open);
    if (after === null) return start;
    wanted = after;
    at = token.lastIndex;
  }
}
