import type { Change } from "./change.ts";
import { compareNamed, fieldChange, wholeChange } from "./compare-drawing.ts";
import type { DeclaredCode, DeclaredKey, DeclaredStep } from "./declarations.ts";
import type { NodeMatch } from "./match-nodes.ts";

const lists = ["reads", "optional", "writes", "attrs"] as const;

const sorted = (names: readonly string[] | null): string | null =>
  names === null || names.length === 0 ? null : names.toSorted().join(", ");

function listChange(subject: string, field: (typeof lists)[number], was: DeclaredStep, is: DeclaredStep) {
  const [before, after] = [was[field], is[field]];
  const gone = before.filter((key) => !after.includes(key));
  const come = after.filter((key) => !before.includes(key));
  if (gone.length > 0 || come.length > 0)
    return fieldChange("data", subject, field, sorted(gone), sorted(come));
  // Attributes are logged in the order they are declared in.
  return field === "attrs"
    ? fieldChange("data", subject, "attrs order", before.join(", "), after.join(", "))
    : [];
}

function stepChanges(node: string, was: DeclaredStep, is: DeclaredStep): readonly Change[] {
  return [
    ...lists.flatMap((field) => listChange(node, field, was, is)),
    ...fieldChange("data", node, "outcomes", sorted(was.outcomes), sorted(is.outcomes)),
    ...fieldChange("data", node, "pure", String(was.pure), String(is.pure)),
    ...fieldChange("handler", node, "file", was.file, is.file),
  ];
}

const flag = (value: boolean): string | null => (value ? "true" : null);

function keyChanges(name: string, was: DeclaredKey, is: DeclaredKey): readonly Change[] {
  const inside = was.schema === is.schema && was.fullSchema !== is.fullSchema;
  return [
    ...(inside
      ? fieldChange(
          "key",
          name,
          "schema",
          `${was.schema}, as it was`,
          `${is.schema}, changed where it is defined`,
        )
      : fieldChange("key", name, "schema", was.schema, is.schema)),
    ...fieldChange("key", name, "input", was.input, is.input),
    ...fieldChange("key", name, "merge", was.merge, is.merge),
    ...fieldChange("key", name, "transient", flag(was.transient), flag(is.transient)),
    ...fieldChange("key", name, "pii", flag(was.pii), flag(is.pii)),
    ...fieldChange("key", name, "output", flag(was.output), flag(is.output)),
  ];
}

/** Handlers' declarations and the keys of the state. */
export function codeChanges(before: DeclaredCode, after: DeclaredCode, nodes: NodeMatch): readonly Change[] {
  const changes: Change[] = [];
  const nameOf = (id: string): string => nodes.after.get(id) ?? id;
  const old = new Map([...before.steps.values()].map((step) => [nameOf(step.node), step]));
  const unread = new Set([...after.unread, ...[...before.unread].map(nameOf)]);
  for (const [node, step] of after.steps) {
    const was = old.get(node);
    if (unread.has(node)) continue;
    if (was !== undefined) {
      changes.push(...stepChanges(node, was, step));
      continue;
    }
    changes.push(wholeChange("handler", "added", node, step.file));
    for (const field of lists) changes.push(...fieldChange("data", node, field, null, sorted(step[field])));
  }
  for (const [node, step] of old)
    if (!after.steps.has(node) && !unread.has(node))
      changes.push(wholeChange("handler", "removed", node, step.file));
  return [...changes, ...compareNamed("key", [before.keys, after.keys], ({ schema }) => schema, keyChanges)];
}
