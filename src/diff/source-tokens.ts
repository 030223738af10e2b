/** A word, literal or sign of a JavaScript or TypeScript text; comments and blanks are left out. */
export interface Token {
  readonly kind: "name" | "string" | "template" | "number" | "regex" | "sign";
  /** As written; a string without its quotes. */
  readonly text: string;
  /** The line it stands in, from 1. */
  readonly line: number;
}

const blank = /\s+|\/\/[^\n]*|\/\*[^]*?\*\//y;
const name = /[#@]?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /\.?\d(?:[\w.]|(?<=[eE])[+-])*/y;
const string = /"((?:[^"\\\n]|\\[^])*)"|'((?:[^'\\\n]|\\[^])*)'/y;
const regex = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const sign = /\.\.\.|=>|[=!]==?|\?\.|\?\?|[^]/y;

/** After these a slash divides; after everything else it begins a regular expression. */
const endsValue = /^[)\]}]$/;
const beforeRegex = new Set(["return", "typeof", "case", "in", "of", "do", "else", "void", "throw", "await"]);

function divides(before: Token | undefined): boolean {
  if (before === undefined) return false;
  if (before.kind === "sign") return endsValue.test(before.text);
  return before.kind !== "name" || !beforeRegex.has(before.text);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The end of a template that begins at `start`, behind its last backtick. */
function templateEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    if (text[at] === "\\") at += 2;
    else if (text[at] === "`") return at + 1;
    else if (text.startsWith("${", at)) at = scan(text, at + 2, true).end;
    else at++;
  }
  return at;
}

function scan(
  text: string,
  start: number,
  inTemplate: boolean,
): { readonly tokens: Token[]; readonly end: number } {
  const tokens: Token[] = [];
  let at = start;
  let line = 1;
  let depth = 0;
  const take = (kind: Token["kind"], end: number, value = text.slice(at, end)): void => {
    tokens.push({ kind, text: value, line });
    for (let i = at; i < end; i++) if (text.charCodeAt(i) === 10) line++;
    at = end;
  };
  while (at < text.length) {
    const skipped = match(blank, text, at)?.[0];
    if (skipped !== undefined) {
      for (const unit of skipped) if (unit === "\n") line++;
      at += skipped.length;
      continue;
    }
    const quoted = match(string, text, at);
    const word = match(name, text, at)?.[0] ?? "";
    const digits = match(number, text, at)?.[0] ?? "";
    const pattern = divides(tokens.at(-1)) ? "" : (match(regex, text, at)?.[0] ?? "");
    if (quoted !== null) take("string", at + quoted[0].length, quoted[1] ?? quoted[2]);
    else if (text[at] === "`") take("template", templateEnd(text, at));
    else if (word !== "") take("name", at + word.length);
    else if (digits !== "") take("number", at + digits.length);
    else if (pattern !== "") take("regex", at + pattern.length);
    else {
      const found = match(sign, text, at)?.[0] ?? " ";
      if (inTemplate && found === "}" && depth === 0) return { tokens, end: at + 1 };
      depth += found === "{" ? 1 : found === "}" ? -1 : 0;
      take("sign", at + found.length);
    }
  }
  return { tokens, end: at };
}

/**
 * Cuts a program's text into its tokens. It never fails: what it cannot tell becomes a sign of one character. Whether a
 * slash divides or begins a regular expression is told by the token before it.
 */
export function sourceTokens(text: string): readonly Token[] {
  return scan(text, 0, false).tokens;
}
