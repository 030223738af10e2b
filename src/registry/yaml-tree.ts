import type { Span } from "../text/source-file.ts";

/** A YAML document with aliases and merge keys resolved, every part with its place. Aliased parts are shared. */
export type YamlTree = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlTree[];
  readonly span: Span;
}

export interface YamlField {
  readonly keySpan: Span;
  readonly value: YamlTree;
}

export interface YamlMap {
  readonly kind: "map";
  readonly fields: ReadonlyMap<string, YamlField>;
  readonly span: Span;
}

/** The values alone, for a schema. Maps have no prototype, so a key `__proto__` is a key like any other. */
export function plainValue(tree: YamlTree): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(plainValue);
  const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, field] of tree.fields) object[key] = plainValue(field.value);
  return object;
}

/** The part at a path of keys and indices, or the innermost part on the way there, and whether the path was there. */
export function partAt(tree: YamlTree, path: readonly PropertyKey[]): { part: YamlTree; present: boolean } {
  let part = tree;
  for (const name of path) {
    let next: YamlTree | undefined;
    if (part.kind === "map") next = part.fields.get(String(name))?.value;
    if (part.kind === "list") next = part.items[Number(name)];
    if (next === undefined) return { part, present: false };
    part = next;
  }
  return { part, present: true };
}
