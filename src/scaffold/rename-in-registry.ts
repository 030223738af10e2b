import type { RegistryEntry } from "../registry/entry.ts";
import { readFullYaml } from "../registry/full-yaml.ts";
import { readPlainYaml } from "../text/plain-yaml.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { YamlMap, YamlTree } from "../text/yaml-tree.ts";

/** A YAML or JSON text as a tree with places; null when it cannot be read. */
export function treeOf(file: SourceFile): YamlTree | null {
  return readPlainYaml(file.text) ?? readFullYaml(file).value;
}

/** The mapping of a registry that is an entry, by the entry's place. */
export function entryTree(file: SourceFile, entry: Pick<RegistryEntry, "span">): YamlMap | null {
  const tree = treeOf(file);
  const pending = tree === null ? [] : [tree];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part.kind === "map" && part.span.start === entry.span.start && part.span.end === entry.span.end)
      return part;
    if (part.kind === "map") pending.push(...[...part.fields.values()].map(({ value }) => value));
    if (part.kind === "list") pending.push(...part.items);
  }
  return null;
}

/** A scalar's text without its quotes, if it has any. */
function inside(text: string, { start, end }: Span): Span {
  return /["']/.test(text[start] ?? "") ? { start: start + 1, end: end - 1 } : { start, end };
}

/**
 * Gives a node another id in the registry: the `node_id` of its entry, and every `nodes` list that names it. Numbers and
 * registry ids are permanent and stay.
 */
export function renameInRegistry(
  file: SourceFile,
  entries: readonly RegistryEntry[],
  from: string,
  to: string,
): readonly TextEdit[] {
  const edits = new Map<number, TextEdit>();
  for (const entry of entries) {
    if (entry.node_id !== from && !entry.nodes.includes(from)) continue;
    const fields = entryTree(file, entry)?.fields;
    const id = fields?.get("node_id")?.value;
    const nodes = fields?.get("nodes")?.value;
    for (const value of [id, ...(nodes?.kind === "list" ? nodes.items : [])]) {
      if (value?.kind !== "scalar" || value.value !== from) continue;
      const span = inside(file.text, value.span);
      edits.set(span.start, { span, text: to });
    }
  }
  return [...edits.values()];
}
