import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source-file.ts";
import { parseHeader } from "./parse-header.ts";
import { parseStatements } from "./parse-statements.ts";
import { type Parser, parserOf } from "./parser.ts";
import { prepareText } from "./prepare-text.ts";
import { readYaml, recordIn } from "./read-yaml.ts";
import type { FlowchartSyntax } from "./syntax.ts";

/** Reads a flowchart as written, with the place of every statement. Null when the text is no flowchart at all. */
export function parseFlowchartSyntax(file: SourceFile): Result<FlowchartSyntax | null> {
  const prepared = prepareText(file.text);
  const parser = parserOf(file, prepared);
  if (!/^\s*(?:graph|flowchart)/.test(parser.text) || file.text.includes("\0"))
    return { value: null, diagnostics: [notAFlowchart(parser)] };
  const frontMatter = readFrontMatter(parser);
  const header = parseHeader(parser);
  parseStatements(parser);
  warnOpenDirectives(parser);
  const { statements } = parser;
  const value = {
    header,
    statements,
    comments: prepared.comments,
    directives: prepared.directives,
    frontMatter,
  };
  return { value, diagnostics: parser.diagnostics };
}

function notAFlowchart(parser: Parser): Diagnostic {
  const { file, prepared, report } = parser;
  const { text } = file;
  const span = { start: 0, end: Math.min(text.length, 1) };
  if (text.trim() === "")
    return report("mermaid-not-a-flowchart", span, "The diagram is empty.", { hint: "flowchart TD" });
  if (text.includes("\0"))
    return report("mermaid-not-a-flowchart", span, "This is no text; expected a Mermaid flowchart.", {
      hint: "Save it as UTF-8.",
    });
  const open = prepared.directives.find(({ closed }) => !closed);
  if (open)
    return report(
      "mermaid-not-a-flowchart",
      open.span,
      "This directive is not closed and takes the rest of the text; expected `}%%`.",
      { hint: "%%{init: {}}%%" },
    );
  if (parser.text.trimStart().startsWith("---"))
    return report(
      "mermaid-not-a-flowchart",
      { start: 0, end: 3 },
      "The front matter is not closed; expected a second line `---` with the same indentation.",
      { hint: "---\ntitle: …\n---\nflowchart TD" },
    );
  const start = text.length - text.trimStart().length;
  const word = /^\S+/.exec(text.slice(start, start + 200))?.[0] ?? "";
  return report(
    "mermaid-not-a-flowchart",
    { start, end: start + word.length },
    "Expected a Mermaid flowchart, which begins with `flowchart` or `graph`.",
    { hint: "flowchart TD" },
  );
}

function readFrontMatter(parser: Parser): FlowchartSyntax["frontMatter"] {
  const matter = parser.prepared.frontMatter;
  if (!matter) return undefined;
  const yaml = readYaml(matter.yaml);
  if (yaml.reason !== undefined) {
    const at = Math.min(matter.yamlStart + yaml.at, matter.span.end);
    parser.diagnostics.push(
      parser.report(
        "mermaid-front-matter",
        { start: at, end: at },
        `The front matter is no YAML: ${yaml.reason}.`,
        { hint: "---\ntitle: My flow\n---" },
      ),
    );
    return { span: matter.span };
  }
  const title = recordIn(yaml.value)?.["title"];
  return {
    title: typeof title === "string" || typeof title === "number" ? String(title) : undefined,
    span: matter.span,
  };
}

function warnOpenDirectives({ prepared, diagnostics, report }: Parser): void {
  for (const { span, closed } of prepared.directives) {
    if (closed) continue;
    diagnostics.push(
      report(
        "mermaid-directive-not-closed",
        span,
        "This directive is not closed; everything up to the end of it is lost. Expected `}%%`.",
        { hint: '%%{init: {"theme": "neutral"}}%%' },
      ),
    );
  }
}
