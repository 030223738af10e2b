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

/** Where a text stops being JSON. Offsets are UTF-16. */
export interface JsonError {
  readonly offset: number;
  /** What would have gone on there, such as `` `,` or `}` ``. */
  readonly expected: string;
  /** The text with the mark put in that is missing, or the one taken out that is too many, where that is the mistake. */
  readonly mended: string | undefined;
}

function wordsFor(wanted: Wanted, open: string | undefined): string {
  const close = open === "{" ? "`}`" : "`]`";
  switch (wanted) {
    case "value":
      return "a value";
    case "value-or-close":
      return `a value or ${close}`;
    case "key":
      return "a key in double quotes";
    case "key-or-close":
      return `a key in double quotes or ${close}`;
    case "colon":
      return "`:`";
    case "comma-or-close":
      return `\`,\` or ${close}`;
    case "end":
      return "the end";
    default:
      return wanted satisfies never;
  }
}

/** The mistakes that people make most: a comma or a colon forgotten, or a comma behind the last entry. */
function mend(text: string, wanted: Wanted, end: number, start: number): string | undefined {
  const rest = text.slice(start);
  const goesOn = /^["\d[{tfn-]/.test(rest);
  if ((wanted === "comma-or-close" || wanted === "colon") && goesOn)
    return `${text.slice(0, end)}${wanted === "colon" ? ":" : ","}${text.slice(end)}`;
  if ((wanted === "key" || wanted === "value") && /^[\]}]/.test(rest) && text[end - 1] === ",")
    return text.slice(0, end - 1) + text.slice(end);
  return undefined;
}

/** Where a text stops being JSON, and what was expected there; undefined for a text that is JSON. */
export function jsonError(text: string): JsonError | undefined {
  const open: string[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const found = token.exec(text);
    const blank = /[ \t\n\r]*/y;
    blank.lastIndex = at;
    const start = at + (blank.exec(text)?.[0].length ?? 0);
    const after: Wanted | null = found && next(wanted, found[0].trimStart(), open);
    if (after === null) {
      if (wanted === "end" && start === text.length) return undefined;
      return {
        offset: start,
        expected: wordsFor(wanted, open.at(-1)),
        mended: mend(text, wanted, at, start),
      };
    }
    wanted = after;
    at = token.lastIndex;
  }
}

/**
 * Where a text stops being JSON, as an offset; `JSON.parse` names the place in some of its messages only. A text that
 * is JSON gives its length.
 */
export function jsonErrorOffset(text: string): number {
  return jsonError(text)?.offset ?? text.length;
}
