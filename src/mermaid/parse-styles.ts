import { lineEndFrom } from "./characters.ts";
import { failCharacter, failId, readId } from "./parse-id.ts";
import { fail, isSeparator, type Parser, spanOf, tokenText } from "./parser.ts";
import { advance, isAt, type TokenKind } from "./scanner.ts";
import type { Name } from "./syntax.ts";

/** The names of a list `a,b`, each with its place. */
export function namesIn(
  parser: Parser,
  id: { readonly start: number; readonly end: number; readonly id: string },
): Name[] {
  let at = id.start;
  return id.id.split(",").map((name) => {
    const span = spanOf(parser, at, Math.min(at + name.length, id.end));
    at += name.length + 1;
    return { name, span };
  });
}

function needSpace(parser: Parser, hint: string): boolean {
  const { scanner } = parser;
  if (isAt(scanner, "space")) {
    advance(scanner);
    return true;
  }
  fail(
    parser,
    "mermaid-statement",
    scanner.start,
    Math.max(scanner.end, scanner.start),
    "Expected a space and what follows it here.",
    { hint },
  );
  return false;
}

function restOfLine({ text }: Parser, from: number): string {
  return text.slice(from, lineEndFrom(text, from)).trim();
}

function endStatement(parser: Parser, what: string): boolean {
  const { scanner } = parser;
  if (isSeparator(scanner.kind)) return true;
  if (isAt(scanner, "unknown")) failCharacter(parser);
  else if (parser.text.startsWith("%%", scanner.next) || parser.text.startsWith("%%", scanner.start))
    fail(
      parser,
      "mermaid-trailing-comment",
      scanner.start,
      scanner.end,
      "A comment must stand on a line of its own.",
      { hint: restOfLine(parser, parser.text.indexOf("%%", scanner.start)) },
    );
  else {
    const rest = restOfLine(parser, scanner.start);
    fail(
      parser,
      "mermaid-statement-end",
      scanner.start,
      scanner.end,
      `Expected the end of the line behind the ${what}, found \`${tokenText(parser)}\`.`,
      {
        hint: rest === "" ? "Take out the space at the end of the line." : `On a line of its own: ${rest}`,
      },
    );
  }
  return false;
}

const styleKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([":", "style", "number", "word", "#", "space"]);

interface ReadStyles {
  readonly styles: readonly string[];
  readonly end: number;
}

// `fill:red,stroke:#fff`; `\,` is a comma inside one of them.
function readStyles(parser: Parser, hint: string): ReadStyles | undefined {
  const { scanner, text } = parser;
  const { start } = scanner;
  let { end } = scanner;
  for (;;) {
    if (!styleKinds.has(scanner.kind)) {
      if (isAt(scanner, "unknown")) return failCharacter(parser);
      return fail(
        parser,
        "mermaid-statement",
        scanner.start,
        Math.max(scanner.end, scanner.start),
        "Expected a style such as `fill:#eee` here.",
        { hint },
      );
    }
    while (styleKinds.has(scanner.kind)) {
      ({ end } = scanner);
      advance(scanner);
    }
    if (!isAt(scanner, ",")) break;
    advance(scanner);
  }
  const separated = text
    .slice(start, end)
    .replaceAll(String.raw`\,`, "\0")
    .split(",");
  return { styles: separated.map((style) => style.replaceAll("\0", ",")), end };
}

/** Reads `style A fill:red`. */
export function parseStyle(parser: Parser): void {
  const { scanner } = parser;
  const { start } = scanner;
  const hint = "style A fill:#eee,stroke:#333";
  advance(scanner);
  if (!needSpace(parser, hint)) return;
  const id = readId(parser);
  if (!id) return failId(parser, "the id of a node", hint);
  if (!needSpace(parser, hint)) return;
  const read = readStyles(parser, hint);
  if (!read || !endStatement(parser, "style")) return;
  const name = { name: id.id, span: spanOf(parser, id.start, id.end) };
  parser.statements.push({
    kind: "style",
    id: name,
    styles: read.styles,
    span: spanOf(parser, start, read.end),
  });
}

/** Reads `classDef a,b fill:red`. */
export function parseClassDef(parser: Parser): void {
  const { scanner } = parser;
  const { start } = scanner;
  const hint = "classDef name fill:#eee,stroke:#333";
  advance(scanner);
  if (!needSpace(parser, hint)) return;
  const id = readId(parser);
  if (!id) return failId(parser, "the name of a class", hint);
  if (!needSpace(parser, hint)) return;
  const read = readStyles(parser, hint);
  if (!read || !endStatement(parser, "style")) return;
  parser.statements.push({
    kind: "classDef",
    names: namesIn(parser, id),
    styles: read.styles,
    span: spanOf(parser, start, read.end),
  });
}

/** Reads `class A,B name`. */
export function parseClass(parser: Parser): void {
  const { scanner } = parser;
  const { start } = scanner;
  const hint = "class A,B name";
  advance(scanner);
  if (!needSpace(parser, hint)) return;
  const ids = readId(parser);
  if (!ids) return failId(parser, "the id of a node", hint);
  if (!needSpace(parser, hint)) return;
  const name = readId(parser);
  if (!name) return failId(parser, "the name of a class", hint);
  if (!endStatement(parser, "class (ids are joined by `,` without spaces)")) return;
  const className = { name: name.id, span: spanOf(parser, name.start, name.end) };
  parser.statements.push({
    kind: "class",
    ids: namesIn(parser, ids),
    className,
    span: spanOf(parser, start, name.end),
  });
}

const curveKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "&",
  ":",
  "v",
  "number",
  ",",
  "word",
  "#",
  "-",
  "*",
  "letters",
]);

/** Reads `linkStyle 0,1 stroke:red` and `linkStyle default interpolate basis`. */
export function parseLinkStyle(parser: Parser): void {
  const { scanner } = parser;
  const { start } = scanner;
  const hint = "linkStyle 0 stroke:#333";
  advance(scanner);
  if (!needSpace(parser, hint)) return;
  const links = readLinkNumbers(parser);
  if (!links || !needSpace(parser, hint)) return;
  let interpolate: string | undefined;
  let end: number;
  if (isAt(scanner, "interpolate")) {
    advance(scanner);
    if (!needSpace(parser, "linkStyle 0 interpolate basis")) return;
    const from = scanner.start;
    end = from;
    while (curveKinds.has(scanner.kind)) {
      ({ end } = scanner);
      advance(scanner);
    }
    interpolate = parser.text.slice(from, end);
    if (interpolate === "") return failId(parser, "the name of a curve", "linkStyle 0 interpolate basis");
  } else end = scanner.start;
  let styles: readonly string[] = [];
  if (interpolate !== undefined && isAt(scanner, "space")) {
    advance(scanner);
    if (isSeparator(scanner.kind)) return failId(parser, "a style behind the space", hint);
  }
  if (interpolate === undefined || !isSeparator(scanner.kind)) {
    const read = readStyles(parser, hint);
    if (!read) return;
    ({ styles, end } = read);
  }
  if (!endStatement(parser, "style")) return;
  parser.statements.push({ kind: "linkStyle", links, interpolate, styles, span: spanOf(parser, start, end) });
}

function readLinkNumbers(parser: Parser): "default" | (Name & { index: number })[] | undefined {
  const { scanner } = parser;
  if (isAt(scanner, "default")) {
    advance(scanner);
    return "default";
  }
  const links: (Name & { index: number })[] = [];
  for (;;) {
    if (!isAt(scanner, "number"))
      return failId(parser, "the number of a link, counted from 0, or `default`", "linkStyle 0 stroke:#333");
    const name = tokenText(parser);
    links.push({ name, index: Number(name), span: spanOf(parser, scanner.start, scanner.end) });
    advance(scanner);
    if (!isAt(scanner, ",")) return links;
    advance(scanner);
  }
}
