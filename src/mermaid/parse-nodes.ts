import { lineEndFrom } from "./characters.ts";
import { fail, isSeparator, type Parser, spanOf, tokenText } from "./parser.ts";
import { failCharacter, failId, readId } from "./parse-id.ts";
import { parseLink } from "./parse-link.ts";
import { parseShape } from "./parse-shape.ts";
import { advance, isAt, rescan } from "./scanner.ts";
import { parseShapeData } from "./shape-data.ts";
import type { LinkSyntax, Name, NodeSyntax, ShapeData } from "./syntax.ts";

/** Reads `A[x] & B --> C`; what stands before a mistake is kept. */
export function parseNodes(parser: Parser): void {
  const { scanner } = parser;
  const { start } = scanner;
  const groups: (readonly NodeSyntax[])[] = [];
  const links: LinkSyntax[] = [];
  for (;;) {
    const group = parseGroup(parser, links.length > 0);
    if (group.length > 0) groups.push(group);
    if (parser.failedAt >= 0 || isSeparator(scanner.kind)) break;
    const link = parseLink(parser);
    if (!link) break;
    links.push(link);
  }
  const last = groups.at(-1)?.at(-1);
  if (!last) return;
  const kept = links.slice(0, groups.length - 1);
  const first = spanOf(parser, start, start).start;
  parser.statements.push({ kind: "nodes", groups, links: kept, span: { start: first, end: last.span.end } });
}

function beginsLink(parser: Parser): boolean {
  const { kind } = parser.scanner;
  return kind === "link" || kind === "link-opening" || kind === "link-id";
}

// Nodes joined by `&`, up to a link or the end of the statement.
function parseGroup(parser: Parser, afterLink: boolean): NodeSyntax[] {
  const { scanner } = parser;
  const nodes: NodeSyntax[] = [];
  for (;;) {
    const node = parseNode(parser, nodes.length > 0 || afterLink);
    if (!node) return nodes;
    nodes.push(node);
    const spaced = isAt(scanner, "space");
    if (spaced) advance(scanner);
    if (isSeparator(scanner.kind) || beginsLink(parser)) return nodes;
    if (!spaced || !isAt(scanner, "&")) {
      failAfterNode(parser, node, spaced);
      return nodes;
    }
    const sign = scanner.start;
    advance(scanner);
    if (!isAt(scanner, "space")) {
      fail(parser, "mermaid-ampersand", sign, sign + 1, "`&` between nodes needs a space on each side.", {
        hint: "A & B --> C",
      });
      return nodes;
    }
    advance(scanner);
  }
}

function parseNode(parser: Parser, needed: boolean): NodeSyntax | undefined {
  const { scanner } = parser;
  const id = readId(parser);
  if (!id) {
    if (!needed) failId(parser, "a node id", "A --> B");
    else failTarget(parser);
    return undefined;
  }
  let { end } = id;
  let shape: ReturnType<typeof parseShape>;
  if (isAt(scanner, "bracket") && scanner.start === end) {
    shape = parseShape(parser);
    if (!shape) {
      explainShortArrow(parser, id.start, end);
      return undefined;
    }
    end = shape.next;
    rescan(scanner, end);
  }
  let className: Name | undefined;
  if (isAt(scanner, ":::")) {
    advance(scanner);
    const name = readId(parser);
    if (!name) return failId(parser, "a class name", "A:::name");
    className = { name: name.id, span: spanOf(parser, name.start, name.end) };
    ({ end } = name);
  }
  let data: ShapeData | undefined;
  if (isAt(scanner, "@{")) {
    const read = parseShapeData(parser);
    if (!read) return undefined;
    ({ data, end } = read);
  }
  const idSpan = spanOf(parser, id.start, id.end);
  return {
    id: id.id,
    idSpan,
    span: spanOf(parser, id.start, end),
    shape: shape?.shape,
    label: shape?.label,
    className,
    data,
  };
}

// `A->B` reads as the node `A-` with the shape `>B]`.
function explainShortArrow(parser: Parser, start: number, end: number): void {
  const { text } = parser;
  if (text[end - 1] !== "-" || text[end] !== ">") return;
  parser.diagnostics.pop();
  fail(parser, "mermaid-short-arrow", end - 1, end + 1, "`->` is no link; an arrow has two dashes.", {
    hint: `${text.slice(start, end - 1)} --> `.trim(),
  });
}

function failTarget(parser: Parser): void {
  const { scanner } = parser;
  if (isSeparator(scanner.kind)) {
    const end = scanner.start;
    fail(
      parser,
      "mermaid-link-target",
      Math.max(0, end - 1),
      end,
      "Expected a node behind the link or `&`, found the end of the statement.",
      {
        hint: "A --> B",
      },
    );
  } else if (beginsLink(parser)) failLinkStart(parser);
  else failId(parser, "a node id", "A --> B");
}

/** Reports a link that stands where a node is needed, most often a node named `x` or `o` right before it. */
export function failLinkStart(parser: Parser): undefined {
  const { scanner, text } = parser;
  const { start, end } = scanner;
  const first = text[start] ?? "";
  if (first === "x" || first === "o")
    return fail(
      parser,
      "mermaid-link-source",
      start,
      end,
      `\`${tokenText(parser)}\` is a link as a whole; the id \`${first}\` needs a space behind it.`,
      {
        hint: `${first} ${text.slice(start + 1, end)}`,
      },
    );
  if (isAt(scanner, "link-id"))
    return fail(
      parser,
      "mermaid-link-source",
      start,
      end,
      `\`${tokenText(parser)}\` is the id of an edge and stands before a link; \`@\` cannot be in a node id.`,
      {
        hint: `A ${tokenText(parser)}--> B`,
      },
    );
  return fail(
    parser,
    "mermaid-link-source",
    start,
    end,
    `Expected a node before the link \`${tokenText(parser)}\`.`,
    { hint: "A --> B" },
  );
}

function failAfterNode(parser: Parser, node: NodeSyntax, spaced: boolean): void {
  const { scanner, text } = parser;
  const { kind, start, end } = scanner;
  const rest = text.slice(start, lineEndFrom(text, start));
  if (rest.startsWith("%%"))
    fail(
      parser,
      "mermaid-trailing-comment",
      start,
      start + rest.length,
      "A comment must stand on a line of its own.",
      { hint: rest },
    );
  else if (kind === "unknown") failCharacter(parser);
  else if (rest.startsWith("->"))
    fail(parser, "mermaid-short-arrow", start, start + 2, "`->` is no link; an arrow has two dashes.", {
      hint: `${node.id} -${rest}`,
    });
  else if (kind === "|")
    fail(
      parser,
      "mermaid-statement-end",
      start,
      end,
      "The label of a link stands right behind its arrow, and needs quotes to have `|` in it.",
      {
        hint: 'A -->|text| B, A -->|"a | b"| B',
      },
    );
  else if (kind === "bracket" && spaced)
    fail(
      parser,
      "mermaid-statement-end",
      start,
      end,
      `The shape must follow the id \`${node.id}\` without a space.`,
      {
        hint: `${node.id}${rest}`,
      },
    );
  else if (kind === "@{" && spaced)
    fail(parser, "mermaid-statement-end", start, end, `\`@{\` must follow \`${node.id}\` without a space.`, {
      hint: `${node.id}${rest}`,
    });
  else if (node.id.endsWith("&") && spaced)
    fail(parser, "mermaid-ampersand", start - 2, start - 1, "`&` between nodes needs a space on each side.", {
      hint: "A & B --> C",
    });
  else
    fail(
      parser,
      "mermaid-statement-end",
      start,
      end,
      `Expected a link, \`&\` or the end of the line behind \`${node.id}\`, found \`${tokenText(parser)}\`.`,
      {
        hint: `${node.id} --> ${rest}`,
      },
    );
}
