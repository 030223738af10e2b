import { didYouMean } from "../diagnostics/nearest.ts";
import { fail, type Parser, tokenText } from "./parser.ts";
import { lineEndFrom } from "./characters.ts";
import { advance, type TokenKind } from "./scanner.ts";

const idKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "word",
  "letters",
  "number",
  "v",
  "default",
  ":",
  ",",
  "&",
  "#",
  "*",
  "-",
]);

/** Whether a token may be part of an id. */
export function isIdPart(kind: TokenKind): boolean {
  return idKinds.has(kind);
}

/** Reads an id, which is all such tokens in a row, and stands behind it. Undefined (and nothing reported) if there is none. */
export function readId(
  parser: Parser,
): { readonly start: number; readonly end: number; readonly id: string } | undefined {
  const { scanner } = parser;
  const { start } = scanner;
  let end = start;
  let id = "";
  while (isIdPart(scanner.kind)) {
    id += tokenText(parser);
    end = scanner.end;
    advance(scanner);
  }
  return id === "" ? undefined : { start, end, id };
}

const reservedWords: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "style",
  "linkStyle",
  "interpolate",
  "classDef",
  "class",
  "click",
  "call",
  "href",
  "graph",
  "subgraph",
  "end",
  "link-target",
]);

/** Whether the token is a word that Mermaid keeps for itself. */
export function isReserved(kind: TokenKind): boolean {
  return reservedWords.has(kind);
}

/** Reports that the current token is no id where one is needed; `wanted` is what it would name, `example` such a line. */
export function failId(parser: Parser, wanted: string, example: string): undefined {
  const { scanner, text } = parser;
  const { kind, start, end } = scanner;
  const word = tokenText(parser);
  if (kind === "end")
    return fail(
      parser,
      "mermaid-reserved-word",
      start,
      end,
      `\`end\` closes a subgraph and cannot be ${wanted}.`,
      {
        hint: "Write `End` or `END`, or another id.",
      },
    );
  if (isReserved(kind))
    return fail(
      parser,
      "mermaid-reserved-word",
      start,
      end,
      `\`${word}\` is a reserved word and cannot be ${wanted}.`,
      {
        hint: `Write \`${word[0]?.toUpperCase()}${word.slice(1)}\`, or another id.`,
      },
    );
  if (kind === "unknown") return failCharacter(parser);
  if (kind === "open-string" || kind === "string" || kind === "markdown")
    return fail(
      parser,
      kind === "open-string" ? "mermaid-string-not-closed" : "mermaid-statement",
      start,
      end,
      kind === "open-string"
        ? "This quote is not closed."
        : `A quoted text cannot be ${wanted}; quotes stand in labels only.`,
      { hint: 'A["text"]' },
    );
  if (kind === "bracket")
    return fail(
      parser,
      "mermaid-statement",
      start,
      end,
      `A shape follows the id of its node; expected ${wanted} before \`${word}\`.`,
      {
        hint: `id${text.slice(start, lineEndFrom(text, start))}`,
      },
    );
  const shown =
    kind === "end-of-text"
      ? "the end of the text"
      : kind === "break"
        ? "the end of the line"
        : `\`${word.trim() || text.slice(start, end)}\``;
  return fail(
    parser,
    "mermaid-statement",
    start,
    Math.max(end, start),
    `Expected ${wanted}, found ${shown}.`,
    { hint: example },
  );
}

/** Reports a character that means nothing outside labels. */
export function failCharacter(parser: Parser): undefined {
  const { start, end } = parser.scanner;
  const character = tokenText(parser);
  if (character.startsWith("#") && character.length > 1)
    return fail(
      parser,
      "mermaid-character",
      start,
      end,
      `The entity \`${character}\` can stand in labels only.`,
      {
        hint: `A["${character}"]`,
      },
    );
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const shown = /[\p{C}\p{Z}]/u.test(character) ? `U+${code}` : `\`${character}\``;
  const sign = /[=~<>←-⇿⟵-⟿–—−]/u.test(character);
  return fail(parser, "mermaid-character", start, end, `${shown} cannot stand outside a label.`, {
    hint: sign ? "Links are `-->`, `---`, `-.->`, `==>`, `~~~`." : `A["${character} …"]`,
  });
}

const keywords = ["subgraph", "end", "class", "classDef", "style", "linkStyle", "click", "direction"];

/** ` Did you mean …?` for a line that begins with something like a keyword. */
export function likeKeyword(word: string): string {
  return word.length > 2 ? didYouMean(word, keywords) : "";
}
