import { isAsciiWord, isDigit, isForeignLetter, isSpace, isWordUnit } from "./characters.ts";
import { directionAhead, type DirectionWords, findDirectionWords, goBack } from "./direction-words.ts";
import { stringAt } from "./read-label.ts";
import { linkAt, type LinkToken, linkOpeningAt } from "./links.ts";

/** A reserved word is a kind of its own; `word`, `number`, `letters` and the single signs make up ids. */
export type TokenKind =
  | "end-of-text"
  | "break"
  | "semicolon"
  | "space"
  | "word"
  | "letters"
  | "number"
  | "v"
  | "default"
  | ":"
  | ","
  | "&"
  | "#"
  | "*"
  | "-"
  | "^"
  | ":::"
  | "|"
  | "@{"
  | "bracket"
  | "link"
  | "link-opening"
  | "link-id"
  | "string"
  | "markdown"
  | "open-string"
  | "direction"
  | "accTitle"
  | "accDescr"
  | "style"
  | "linkStyle"
  | "interpolate"
  | "classDef"
  | "class"
  | "click"
  | "call"
  | "href"
  | "graph"
  | "subgraph"
  | "end"
  | "link-target"
  | "unknown";

/** Reads a text token by token. The current token is `kind` from `start` to `end`; the next begins at `next`. */
export interface Scanner {
  readonly text: string;
  kind: TokenKind;
  start: number;
  end: number;
  next: number;
  /** Set while `kind` is `link` or `link-opening`. */
  link: LinkToken | undefined;
  readonly directionWords: DirectionWords;
  /** The run of characters that may hold a link id, looked at last, and its last fitting `@`. */
  linkIdRun: { end: number; at: number };
  readonly hasLinkIds: boolean;
}

/** A scanner standing before the token at `at`. */
export function scannerAt(text: string, at: number): Scanner {
  return {
    text,
    kind: "break",
    start: at,
    end: at,
    next: at,
    link: undefined,
    directionWords: findDirectionWords(text),
    linkIdRun: { end: -1, at: -1 },
    hasLinkIds: text.includes("@"),
  };
}

/** Whether the current token is of a kind. */
export function isAt(scanner: Scanner, kind: TokenKind): boolean {
  return scanner.kind === kind;
}

/** Goes back or forth to a place in the text and reads the token there. */
export function rescan(scanner: Scanner, at: number): void {
  scanner.next = at;
  // What was found out about the text ahead need not hold behind.
  scanner.linkIdRun = { end: -1, at: -1 };
  goBack(scanner.directionWords, at);
  advance(scanner);
}

function token(scanner: Scanner, kind: TokenKind, end: number, next = end): void {
  scanner.kind = kind;
  scanner.end = end;
  scanner.next = next;
}

const signs: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  [":", ":"],
  [",", ","],
  ["&", "&"],
  ["#", "#"],
  ["*", "*"],
  ["^", "^"],
  ["|", "|"],
]);
const reserved: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ["style", "style"],
  ["linkStyle", "linkStyle"],
  ["interpolate", "interpolate"],
  ["classDef", "classDef"],
  ["class", "class"],
  ["click", "click"],
  ["call", "call"],
  ["href", "href"],
  ["graph", "graph"],
  ["flowchart", "graph"],
  ["subgraph", "subgraph"],
  ["end", "end"],
  ["default", "default"],
  ["_self", "link-target"],
  ["_blank", "link-target"],
  ["_parent", "link-target"],
  ["_top", "link-target"],
]);

/** Reads the next token, as Mermaid does outside labels. */
export function advance(scanner: Scanner): void {
  const { text } = scanner;
  const at = skipEmptyStrings(text, scanner.next);
  scanner.start = at;
  scanner.link = undefined;
  if (at >= text.length) return token(scanner, "end-of-text", at);
  const unit = text.charCodeAt(at);
  if (isSpace(unit)) return spaceOrLink(scanner, at, unit);
  if (unit === 34) return quoted(scanner, at);
  if (isAsciiWord(unit) && reservedWord(scanner, at)) return;
  if (directionAhead(scanner.directionWords, text, at)) {
    const end = scanner.directionWords.lineEnd;
    return token(scanner, "direction", end);
  }
  if (linkToken(scanner, at)) return;
  const id = linkIdEnd(scanner, at);
  if (id > at) return token(scanner, "link-id", id);
  if (isDigit(unit)) return token(scanner, "number", digitsEnd(text, at));
  plainToken(scanner, at, unit);
}

// `""` is no token at all to Mermaid, wherever it stands.
function skipEmptyStrings(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (text.startsWith('"``"', at)) at += 4;
    else if (text.startsWith('""', at) && text[at + 2] !== "`") at += 2;
    else return at;
  }
}

function spaceOrLink(scanner: Scanner, at: number, unit: number): void {
  const { text } = scanner;
  let end = at + 1;
  while (end < text.length && isSpace(text.charCodeAt(end))) end++;
  if (directionAhead(scanner.directionWords, text, at))
    return token(scanner, "direction", scanner.directionWords.lineEnd);
  if (linkToken(scanner, end)) return;
  const isBreak = unit === 10;
  let stop = at + 1;
  while (stop < end && (text[stop] === "\n") === isBreak) stop++;
  token(scanner, isBreak ? "break" : "space", stop);
}

function linkToken(scanner: Scanner, at: number): boolean {
  const link = linkAt(scanner.text, at) ?? linkOpeningAt(scanner.text, at);
  if (!link) return false;
  scanner.link = link;
  scanner.start = at;
  token(scanner, link.opens ? "link-opening" : "link", link.end, link.next);
  return true;
}

function reservedWord(scanner: Scanner, at: number): boolean {
  const { text } = scanner;
  let end = at + 1;
  while (end < text.length && isAsciiWord(text.charCodeAt(end))) end++;
  if (end - at > 11) return false;
  const word = text.slice(at, end);
  const kind = reserved.get(word) ?? accessible(text, word, end);
  if (kind === undefined) return false;
  // These three are reserved only with white space behind them; the end of the text counts as a line break.
  const spaced = end >= text.length || isSpace(text.charCodeAt(end));
  if ((kind === "click" || kind === "call" || kind === "href") && !spaced) return false;
  token(scanner, kind, word === "flowchart" && text.startsWith("-elk", end) ? end + 4 : end);
  return true;
}

function accessible(text: string, word: string, end: number): "accTitle" | "accDescr" | undefined {
  if (word !== "accTitle" && word !== "accDescr") return undefined;
  let at = end;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return text[at] === ":" || (word === "accDescr" && text[at] === "{") ? word : undefined;
}

function digitsEnd(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

// `e1@`, when a character other than `{` and `"` follows the sign.
function linkIdEnd(scanner: Scanner, at: number): number {
  if (!scanner.hasLinkIds) return -1;
  const run = scanner.linkIdRun;
  if (at >= run.end) {
    const { text } = scanner;
    run.at = -1;
    let end = at;
    for (; end < text.length; end++) {
      const unit = text.charCodeAt(end);
      if (isSpace(unit) || '"[](){}|'.includes(text[end] ?? "")) break;
      if (unit === 64 && end > at && end + 1 < text.length && text[end + 1] !== "{" && text[end + 1] !== '"')
        run.at = end;
    }
    run.end = Math.max(end, at + 1);
  }
  return run.at > at ? run.at + 1 : -1;
}

function isEntity(text: string, at: number): boolean {
  let end = at + 1;
  while (end < text.length && isAsciiWord(text.charCodeAt(end))) end++;
  return end > at + 1 && text[end] === ";";
}

function plainToken(scanner: Scanner, at: number, unit: number): void {
  const { text } = scanner;
  const character = text[at] ?? "";
  if (character === ";") return token(scanner, "semicolon", at + 1);
  if (text.startsWith(":::", at)) return token(scanner, ":::", at + 3);
  if (text.startsWith("@{", at)) return token(scanner, "@{", at + 2);
  if (character === "#" && isEntity(text, at)) return token(scanner, "unknown", text.indexOf(";", at) + 1);
  const sign = signs.get(character);
  if (sign) return token(scanner, sign, at + 1);
  if ("[({>".includes(character)) return token(scanner, "bracket", at + 1);
  if (isForeignLetter(unit)) return token(scanner, "letters", at + 1);
  if (character === "v" && !isAsciiWord(text.charCodeAt(at + 1))) return token(scanner, "v", at + 1);
  const end = wordEnd(text, at);
  if (end > at) return token(scanner, "word", end);
  token(scanner, character === "-" ? "-" : "unknown", at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
}

/** Where the run of word characters from `at` ends; a `-` belongs to it unless a link might begin there. */
export function wordEnd(text: string, at: number): number {
  let end = at;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 45) {
      const after = text[end + 1];
      if (after === "-" || after === "." || after === ">") break;
    } else if (!isWordUnit(unit) || (unit === 35 && isEntity(text, end))) break;
  }
  return end;
}

function quoted(scanner: Scanner, at: number): void {
  const string = stringAt(scanner.text, at);
  if (string) token(scanner, string.markdown ? "markdown" : "string", string.next);
  else token(scanner, "open-string", at + 1);
}
