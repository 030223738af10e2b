import type { RegistryEntry } from "../registry/entry.ts";
import { readRegistry } from "../registry/read-registry.ts";
import { writeScalar } from "../registry/write-scalar.ts";
import { positionAt, sourceFile } from "../text/source-file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { YamlField } from "../text/yaml-tree.ts";
import { lineBreakOf } from "./remove-lines.ts";
import { entryTree } from "./rename-in-registry.ts";

/** Since when and why a step is no longer drawn. */
export interface Deprecation {
  /** `2026-01-31` */
  readonly date: string;
  readonly reason: string;
}

function flow({ date, reason }: Deprecation): string {
  return `{ kind: deprecated, date: ${date}, reason: ${JSON.stringify(reason)} }`;
}

/** Behind the last field of an entry: on a line of its own where the entry has lines, else before its brace. */
function added(file: SourceFile, { span }: RegistryEntry, how: Deprecation): TextEdit {
  const { text } = file;
  if (text[span.start] === "{") {
    const brace = text.lastIndexOf("}", span.end - 1);
    const end = text.slice(0, brace).trimEnd().length;
    return { span: { start: end, end }, text: `, status: ${flow(how)}` };
  }
  const indent = " ".repeat(positionAt(file, span.start).column - 1);
  const last = text.slice(0, span.end).trimEnd().length;
  const lineBreak = text.indexOf("\n", last);
  const end = lineBreak < 0 ? text.length : lineBreak - (text[lineBreak - 1] === "\r" ? 1 : 0);
  const rows = [
    "status:",
    "  kind: deprecated",
    `  date: ${how.date}`,
    `  reason: ${writeScalar(how.reason)}`,
  ];
  return {
    span: { start: end, end },
    text: rows.map((row) => `${lineBreakOf(text)}${indent}${row}`).join(""),
  };
}

function valueInstead({ keySpan, value }: YamlField, text: string): TextEdit {
  return { span: { start: keySpan.end, end: value.span.end }, text: `: ${text}` };
}

/**
 * Marks an entry as deprecated: its number, its ids and everything else stay, and no node draws it any more. Null when
 * the entry is written in a way that allows no such edit.
 */
export function deprecateEntry(
  file: SourceFile,
  entry: RegistryEntry,
  how: Deprecation,
): readonly TextEdit[] | null {
  const fields = entryTree(file, entry)?.fields;
  if (fields === undefined) return null;
  const status = fields.get("status");
  const nodes = fields.get("nodes");
  const edits = [
    status === undefined ? added(file, entry, how) : valueInstead(status, flow(how)),
    ...(nodes?.value.kind === "list" && nodes.value.items.length > 0 ? [valueInstead(nodes, "[]")] : []),
  ];
  const after = readRegistry(sourceFile(file.path, applyEdits(file.text, edits)));
  const now = after.value.entries.find(({ step }) => step === entry.step);
  const isRight =
    now?.status.kind === "deprecated" &&
    now.status.date === how.date &&
    now.status.reason === how.reason &&
    !after.diagnostics.some(({ severity }) => severity === "fatal");
  return isRight ? edits : null;
}
