import type { Json } from "../../../src/definition/step.ts";

/** One place where two values differ. */
export interface JsonChange {
  /** Such as `messages[1].content`; empty for the values as wholes. */
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  /** Null where there was none, too: `kind` tells. */
  readonly before: Json;
  readonly after: Json;
}

type JsonObject = { readonly [name: string]: Json };

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether two values are the same, whatever the order of their names. */
export function sameJson(a: Json, b: Json): boolean {
  if (Object.is(a, b)) return true;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, i) => sameJson(item, b[i] ?? null));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name] ?? null, b[name] ?? null))
  );
}

function child(path: string, name: string): string {
  if (!/^[\w$-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}

function ofObjects(before: JsonObject, after: JsonObject, path: string): JsonChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name): JsonChange[] => {
    const place = child(path, name);
    const [one, other] = [before[name] ?? null, after[name] ?? null];
    if (!Object.hasOwn(before, name)) return [{ path: place, kind: "added", before: null, after: other }];
    if (!Object.hasOwn(after, name)) return [{ path: place, kind: "removed", before: one, after: null }];
    return changes(one, other, place);
  });
}

/** Items that both lists begin and end with are left alone, so that one put in between is told as that. */
function ofLists(before: readonly Json[], after: readonly Json[], path: string): JsonChange[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && sameJson(before[head] ?? null, after[head] ?? null)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    sameJson(before[before.length - 1 - tail] ?? null, after[after.length - 1 - tail] ?? null)
  )
    tail++;
  const ours = before.slice(head, before.length - tail);
  const theirs = after.slice(head, after.length - tail);
  return Array.from({ length: Math.max(ours.length, theirs.length) }).flatMap((_, i): JsonChange[] => {
    const place = `${path}[${head + i}]`;
    const [one, other] = [ours[i], theirs[i]];
    if (one === undefined) return [{ path: place, kind: "added", before: null, after: other ?? null }];
    if (other === undefined) return [{ path: place, kind: "removed", before: one, after: null }];
    return changes(one, other, place);
  });
}

function changes(before: Json, after: Json, path: string): JsonChange[] {
  if (isList(before) && isList(after)) return ofLists(before, after, path);
  if (isObject(before) && isObject(after)) return ofObjects(before, after, path);
  return sameJson(before, after) ? [] : [{ path, kind: "changed", before, after }];
}

/** Every place where two values differ, in the order of the first; none when they are the same. */
export function jsonDiff(before: Json, after: Json): readonly JsonChange[] {
  return changes(before, after, "");
}
