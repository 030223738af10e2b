import { didYouMean } from "../diagnostics/nearest.ts";
import type { Label } from "./flowchart.ts";
import { fail, indexAhead, type Parser, spanOf, warn } from "./parser.ts";
import { decodeEntities } from "./entities.ts";
import { isAt, rescan } from "./scanner.ts";
import { readYaml, recordIn } from "./read-yaml.ts";
import { shapeNames } from "./shape-names.ts";
import type { ShapeData } from "./syntax.ts";

interface Braces {
  /** The YAML inside. */
  readonly content: string;
  /** Behind `}`. */
  readonly end: number;
}

// Up to the first `}` that is not in double quotes; a line break in quotes is a line break of the label.
function readBraces(text: string, from: number): Braces | undefined {
  const parts: string[] = [];
  const stop = /[}"^]/g;
  let at = from;
  for (;;) {
    stop.lastIndex = at;
    const found = stop.exec(text);
    if (!found || found[0] === "^") return undefined;
    parts.push(text.slice(at, found.index));
    if (found[0] === "}") return { content: parts.join(""), end: found.index + 1 };
    const close = text.indexOf('"', found.index + 1);
    if (close < 0) return undefined;
    parts.push(text.slice(found.index, close + 1).replace(/\n\s*/g, "<br/>"));
    at = close + 1;
  }
}

/** Reads `@{ … }`; the current token is `@{`. Stands behind it. */
export function parseShapeData(
  parser: Parser,
): { readonly data: ShapeData; readonly end: number } | undefined {
  const { scanner, text } = parser;
  const { start } = scanner;
  let end = scanner.end;
  let content = "";
  // Several in a row are read as one.
  while (isAt(scanner, "@{")) {
    const closed = indexAhead(parser, "}", scanner.end) >= 0;
    const braces = closed ? readBraces(text, scanner.end) : undefined;
    if (!braces) return failOpenBraces(parser);
    content += braces.content;
    ({ end } = braces);
    rescan(scanner, end);
  }
  const values = readValues(parser, start, end, content);
  if (!values || !isKnownShape(parser, start, end, values.shape)) {
    // The mistake is inside, so what follows the braces can be read on.
    parser.failedAt = end - 1;
    return undefined;
  }
  const { shape } = values;
  const label = values["label"] ? labelIn(parser, start, end, values["label"]) : undefined;
  const hidesId = Boolean(values["icon"] ?? values["img"]) && label === undefined;
  return {
    data: { span: spanOf(parser, start, end), values, shape: shape ? shape : undefined, label, hidesId },
    end,
  };
}

// The `#` of an entity begins no YAML comment, since Mermaid has put the entity away by then.
const entities = /#(\w+;)/g;
const hashMark = "\ue000";

function unmarked(value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll(hashMark, "#") : value;
}

// Nothing closes it up to the end of the text. Looking that far is done a few times only.
const patience = 20;

function failOpenBraces(parser: Parser): undefined {
  const { scanner, text } = parser;
  fail(
    parser,
    "mermaid-shape-data",
    scanner.start,
    scanner.end,
    "`@{` is not closed; expected `}` (and `^` only inside quotes).",
    { hint: '@{ shape: rect, label: "text" }' },
  );
  parser.openBraces++;
  if (parser.openBraces > patience) parser.failedAt = text.length;
  return undefined;
}

interface Values extends Readonly<Record<string, unknown>> {
  readonly shape?: string;
}

// A plain text over several lines, which says nothing here, may not go on further left than it began.
function isOutdented(source: string): boolean {
  const indents = source
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.search(/\S/));
  return indents.some((indent) => indent < (indents[0] ?? 0));
}

function readValues(parser: Parser, start: number, end: number, content: string): Values | undefined {
  const source = content.includes("\n") ? `${content}\n` : `{\n${content}\n}`;
  const yaml = readYaml(source.replace(entities, `${hashMark}$1`));
  const value = yaml.reason === undefined ? yaml.value : undefined;
  if (value === undefined || value === null || (typeof value === "string" && isOutdented(source))) {
    const reason = yaml.reason ?? "expected keys and values";
    return fail(parser, "mermaid-shape-data", start, end, `The YAML in \`@{ }\` cannot be read: ${reason}.`, {
      hint: '@{ shape: rect, label: "text" }',
    });
  }
  const marked = recordIn(value) ?? (typeof value === "string" ? { [value]: null } : {});
  const record = Object.fromEntries(Object.entries(marked).map(([key, at]) => [key, unmarked(at)]));
  const glued = Object.keys(record).find((key) => /^\w+:\S/.test(key));
  if (glued !== undefined)
    warn(
      parser,
      "mermaid-shape-data-colon",
      start,
      end,
      `\`${glued}\` is one word without a space behind the colon, and is ignored.`,
      {
        hint: `@{ ${glued.replace(":", ": ")} }`,
      },
    );
  const { shape } = record;
  if (shape !== undefined && shape !== null && typeof shape !== "string" && Boolean(shape)) {
    return fail(parser, "mermaid-shape-name", start, end, "`shape` must be the name of a shape.", {
      hint: "@{ shape: rect }",
    });
  }
  return { ...record, shape: typeof shape === "string" ? shape : "" };
}

function isKnownShape(parser: Parser, start: number, end: number, shape: string | undefined): boolean {
  if (!shape || shapeNames.has(shape)) return true;
  fail(
    parser,
    "mermaid-shape-name",
    start,
    end,
    `There is no shape \`${shape}\`.${didYouMean(shape, shapeNames)}`,
    {
      hint: "@{ shape: rect }",
    },
  );
  return false;
}

function labelIn(parser: Parser, start: number, end: number, value: unknown): Label {
  const text = String(value).replaceAll(hashMark, "#");
  const inside = parser.text.slice(start, end);
  const key = /label["']?\s*:\s*/.exec(inside);
  const at = key ? inside.indexOf(text, key.index + key[0].length) : -1;
  // A value that YAML changed (folded, escaped) has no place of its own; then it is the whole of the braces.
  const span = at < 0 ? spanOf(parser, start, end) : spanOf(parser, start + at, start + at + text.length);
  return {
    raw: parser.file.text.slice(span.start, span.end),
    text: decodeEntities(text),
    kind: "markdown",
    span,
  };
}
