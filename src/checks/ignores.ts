import { lineCount, lineText } from "../text/source-file.ts";
import type { SourceFile, Span } from "../text/source-file.ts";

/** An ignore comment: `%% ragstep-ignore <code>: why` in a diagram, `# ragstep-ignore <code>: why` in YAML. */
export interface Ignore {
  readonly file: SourceFile;
  /** The comment itself. */
  readonly span: Span;
  /** Empty when the comment names none. */
  readonly code: string;
  /** Empty when the comment gives none; such an ignore hides nothing. */
  readonly reason: string;
  /** The line it speaks of, from 1: its own, or for a comment that stands alone the next line that is no ignore. */
  readonly line: number;
  /** How many diagnostics it hid; null while that is not known, and when the rule was not run. */
  readonly hides: number | null;
}

const comment = {
  diagram: /^\s*(%%\s*ragstep-ignore\b(.*))$/,
  yaml: /(?:^|\s)(#\s*ragstep-ignore\b(.*))$/,
} as const;

const content = /^\s*([\w-]*)\s*(?::\s*(.*?))?\s*$/;

/** Every ignore comment of a file, in the order of the text. One pass; a file without the word costs one search. */
export function findIgnores(file: SourceFile, language: keyof typeof comment): readonly Ignore[] {
  if (!file.text.includes("ragstep-ignore")) return [];
  const lines = Array.from({ length: lineCount(file) }, (_, at) => lineText(file, at + 1));
  const found: Ignore[] = [];
  const waiting: Omit<Ignore, "line">[] = [];
  let start = 0;
  for (const [at, text] of lines.entries()) {
    const match = comment[language].exec(text);
    const alone = match !== null && text.trimStart().startsWith(match[1] ?? "");
    if (match !== null) {
      const from = start + text.length - (match[1] ?? "").length;
      const [, code = "", reason = ""] = content.exec(match[2] ?? "") ?? [];
      waiting.push({ file, span: { start: from, end: start + text.length }, code, reason, hides: null });
    }
    if (!alone) found.push(...waiting.splice(0).map((ignore) => ({ ...ignore, line: at + 1 })));
    start += text.length + (file.text.startsWith("\r\n", start + text.length) ? 2 : 1);
  }
  // A comment at the end of the file speaks of nothing.
  return [...found, ...waiting.map((ignore) => ({ ...ignore, line: lines.length + 1 }))];
}
