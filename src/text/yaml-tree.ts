import type { Span } from "./source-file.ts";

/** A YAML document with aliases and merge keys resolved, every part with its place. Aliased parts are shared. */
export type YamlTree = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

interface YamlList {
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

/** The values alone, for a schema. A key `__proto__` is left out: no schema has it, and it would be the prototype. */
export function plainValue(tree: YamlTree): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(plainValue);
  const object: Record<string, unknown> = {};
  for (const [key, field] of tree.fields) if (key !== "__proto__") object[key] = plainValue(field.value);
  return object;
}

/** What a path of keys and indices leads to. */
export interface PartAt {
  /** The part, or the innermost one on the way there. */
  readonly part: YamlTree;
  /** How much of the path was there. */
  readonly path: readonly PropertyKey[];
}

/** Follows a path as far as it goes. */
export function partAt(tree: YamlTree, path: readonly PropertyKey[]): PartAt {
  let part = tree;
  for (const [index, name] of path.entries()) {
    let next: YamlTree | undefined;
    if (part.kind === "map") next = part.fields.get(String(name))?.value;
    if (part.kind === "list") next = part.items[Number(name)];
    if (next === undefined) return { part, path: path.slice(0, index) };
    part = next;
  }
  return { part, path };
}
