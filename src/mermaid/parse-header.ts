import { lineEndFrom } from "./characters.ts";
import { directionNamed } from "./direction-words.ts";
import type { Direction } from "./flowchart.ts";
import { skipSpace } from "./links.ts";
import { fail, type Parser, spanOf } from "./parser.ts";
import { isAt, rescan } from "./scanner.ts";
import type { FlowchartSyntax } from "./syntax.ts";

const keyword = /(?:flowchart-elk|flowchart|graph)\b/y;
const direction = /\s*(?:(?:LR|RL|TB|BT|TD|BR|v)\b|[<>^])/y;
const noDirection = /\s*(?:\n|$)/y;
const separator = /;|[^\S\n]*(?:\n|$)/y;

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Reads `flowchart TD`. Stands before the first statement; with a mistake in it, before the next line. */
export function parseHeader(parser: Parser): FlowchartSyntax["header"] {
  const { text, scanner } = parser;
  const start = skipSpace(text, 0);
  const wordEnd = matchEnd(keyword, text, start);
  if (wordEnd < 0) {
    const word = /[\w-]*/y;
    const end = Math.max(matchEnd(word, text, start), start + 1);
    fail(
      parser,
      "mermaid-direction",
      start,
      end,
      `Expected \`flowchart\` and a direction, found \`${text.slice(start, end)}\`.`,
      { hint: "flowchart TD" },
    );
    return header(parser, "TB", start, end);
  }
  const directionEnd = matchEnd(direction, text, wordEnd);
  const named = directionEnd < 0 ? "" : text.slice(wordEnd, directionEnd).trim();
  const sameLine = directionEnd >= 0 && !text.slice(wordEnd, directionEnd).includes("\n");
  if (!sameLine && matchEnd(noDirection, text, wordEnd) >= 0) {
    rescan(scanner, wordEnd);
    return header(parser, "TB", start, wordEnd);
  }
  if (!sameLine) {
    const lineEnd = lineEndFrom(text, wordEnd);
    const found = text.slice(wordEnd, lineEnd).trim();
    fail(
      parser,
      "mermaid-direction",
      wordEnd,
      lineEnd,
      `Expected a direction behind \`${text.slice(start, wordEnd)}\`, found \`${found}\`.`,
      {
        hint: `${text.slice(start, wordEnd)} TD (or TB, BT, LR, RL)`,
      },
    );
    return header(parser, "TB", start, wordEnd);
  }
  if (matchEnd(separator, text, directionEnd) < 0) {
    const lineEnd = lineEndFrom(text, directionEnd);
    const rest = text.slice(directionEnd, lineEnd).trim();
    const comment = rest.startsWith("%%");
    fail(
      parser,
      comment ? "mermaid-trailing-comment" : "mermaid-statement-end",
      directionEnd,
      lineEnd,
      comment
        ? "A comment must stand on a line of its own."
        : `Expected the end of the line behind \`${named}\`, found \`${rest}\`.`,
      { hint: `${text.slice(start, directionEnd)}\n${rest}` },
    );
  } else {
    rescan(scanner, directionEnd);
    // `flowchart TD;direction LR` is one line that the second statement takes whole.
    if (isAt(scanner, "direction"))
      fail(
        parser,
        "mermaid-statement-end",
        scanner.start,
        scanner.end,
        "`direction` must stand on a line of its own.",
        { hint: "flowchart TD\ndirection LR" },
      );
  }
  return header(parser, directionNamed(named), start, directionEnd);
}

function header(parser: Parser, named: Direction, start: number, end: number): FlowchartSyntax["header"] {
  return { direction: named, span: spanOf(parser, start, end) };
}
