import type { Registry, RegistryEntry } from "../registry/entry.ts";
import { writeScalar } from "../registry/write-scalar.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { wordsOf } from "./import/step-ids.ts";
import { indentAt, lineEnd, lineStart } from "./remove-lines.ts";

/** What the registry is to say of a new step. */
export interface NewEntry {
  readonly step: number;
  readonly id: string;
  readonly node_id: string;
  readonly node_label: string;
  readonly type: RegistryEntry["type"];
  readonly category: string;
  readonly code_owner: string | undefined;
}

/** The first number behind all that were ever given: numbers are never used again. */
export function nextNumber({ entries }: Registry): number {
  return Math.max(0, ...entries.map(({ step }) => step)) + 1;
}

/** A permanent id that no step has or had, made as the others are: `RAG.<category>.<words of the label>`. */
export function freeId({ entries }: Registry, category: string, label: string, nodeId: string): string {
  const prefix = entries.at(-1)?.id.split(".")[0] ?? "RAG";
  const namesCategory =
    entries.length === 0 || entries.some(({ id, category: own }) => id.split(".")[1] === wordsOf(own)[0]);
  const words = [wordsOf(label), wordsOf(nodeId)].find((found) => found.length > 0) ?? ["step"];
  const id = [prefix, ...(namesCategory ? wordsOf(category) : []), ...words].join(".");
  const taken = new Set(entries.map((entry) => entry.id));
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}.${count}`;
  return free;
}

function entryLines(entry: NewEntry, { namesNodes }: { readonly namesNodes: boolean }): readonly string[] {
  const { step, id, node_id, node_label, type, category, code_owner } = entry;
  return [
    `step: ${step}`,
    `id: ${writeScalar(id)}`,
    `node_id: ${writeScalar(node_id)}`,
    `node_label: ${writeScalar(node_label)}`,
    `type: ${type}`,
    `category: ${writeScalar(category)}`,
    ...(namesNodes ? [`nodes: [${writeScalar(node_id)}]`] : []),
    ...(code_owner === undefined ? [] : [`code_owner: ${writeScalar(code_owner)}`]),
  ];
}

/** An empty list of steps becomes a list of one. */
function firstEntry(text: string, lines: readonly string[]): TextEdit | null {
  const found = /^steps:[ \t]*(?:\[[ \t]*\])?[ \t]*$/m.exec(text);
  if (found === null) return null;
  const put = `steps:\n  - ${lines.join("\n    ")}`;
  return { span: { start: found.index, end: found.index + found[0].length }, text: put };
}

/**
 * Puts an entry behind the last one with a smaller number, written as that one is. Null when entries are not written as
 * a block, one field a line.
 */
export function addToRegistry({ file, entries }: Registry, entry: NewEntry): TextEdit | null {
  const { text } = file;
  const before = entries.findLast(({ step }) => step < entry.step) ?? entries.at(-1);
  const last = entries.at(-1);
  if (before === undefined) return firstEntry(text, entryLines(entry, { namesNodes: false }));
  const dash = /^([ \t]*-[ \t]+)/.exec(text.slice(lineStart(text, before.span.start)))?.[1];
  if (dash === undefined || lineStart(text, before.span.start) + dash.length !== before.span.start)
    return null;
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = indentAt(text, before.span.start) || " ".repeat(dash.length);
  const lines = entryLines(entry, { namesNodes: before.fieldSpans["nodes"] !== undefined });
  const put = `${dash}${lines.join(`${lineBreak}${indent}`)}${lineBreak}`;
  const at = lineEnd(text, Math.max(before.span.start, text.slice(0, before.span.end).trimEnd().length));
  const open = at > 0 && text[at - 1] !== "\n" ? lineBreak : "";
  // Entries are parted by an empty line where the last two are.
  const apart =
    entries.length < 2 ||
    /\n[ \t]*\r?\n[^\n]*$/.test(text.slice(0, lineStart(text, (last ?? before).span.start) + 1));
  return { span: { start: at, end: at }, text: `${open}${apart ? lineBreak : ""}${put}` };
}
