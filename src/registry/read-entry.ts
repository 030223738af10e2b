import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { Reporter } from "../diagnostics/reporter.ts";
import type { Span } from "../text/source-file.ts";
import { partAt, plainValue } from "../text/yaml-tree.ts";
import type { YamlMap, YamlTree } from "../text/yaml-tree.ts";
import type { RegistryCode } from "./codes.ts";
import { entryFields, innerFields } from "./entry-fields.ts";
import { entrySchema } from "./entry-schema.ts";
import type { RegistryEntry } from "./entry.ts";
import { fieldExample } from "./field-example.ts";
import { plainEntry } from "./plain-entry.ts";

/** How a wrong value is shown: the text as written, or what kind of thing it is. */
function shown(tree: YamlTree): string {
  if (tree.kind !== "scalar") return tree.kind === "list" ? "a list" : "a mapping";
  if (tree.value === null) return "empty";
  return typeof tree.value === "string" ? `the text \`${tree.value}\`` : `\`${String(tree.value)}\``;
}

/** The fields of an entry that somebody reads, as values and as places, and a warning for each other one. */
interface EntryFields {
  readonly values: Readonly<Record<string, unknown>>;
  readonly spans: Readonly<Record<string, Span>>;
  readonly diagnostics: Diagnostic[];
}

function fieldsOf(entry: YamlMap, at: Reporter<RegistryCode>): EntryFields {
  const values: Record<string, unknown> = {};
  const spans: Record<string, Span> = {};
  const diagnostics: Diagnostic[] = [];
  function unknown(name: string, span: Span, known: ReadonlySet<string>, under = ""): void {
    const message = `Nobody reads \`${name}\`${under}.${didYouMean(name, known)}`;
    diagnostics.push(at("registry-unknown-key", span, message, { hint: `known: ${[...known].join(", ")}` }));
  }
  for (const [name, { keySpan, value }] of entry.fields) {
    if (!entryFields.has(name)) {
      unknown(name, keySpan, entryFields);
      continue;
    }
    values[name] = plainValue(value);
    spans[name] = value.span;
    const known = innerFields.get(name);
    if (value.kind !== "map" || known === undefined) continue;
    for (const [inner, field] of value.fields)
      if (!known.has(inner)) unknown(inner, field.keySpan, known, ` of \`${name}\``);
  }
  return { values, spans, diagnostics };
}

/** One entry with its defaults; null when a field is missing or wrong. */
export function readEntry(tree: YamlTree, at: Reporter<RegistryCode>): Result<RegistryEntry | null> {
  const fields = tree.kind === "map" ? fieldsOf(tree, at) : null;
  const found = fields?.diagnostics ?? [];
  const plain = fields === null ? null : plainEntry(fields.values);
  const read =
    plain === null
      ? entrySchema().safeParse(fields === null ? plainValue(tree) : fields.values)
      : { success: true as const, data: plain, error: undefined };
  if (!read.success || fields === null) {
    for (const issue of read.error?.issues ?? []) {
      const { part, path } = partAt(tree, issue.path);
      // `status: planned` is short for `status: { kind: planned }`, so a wrong word there is the kind itself.
      const isKind = part.kind === "scalar" && issue.path.at(-1) === "kind";
      const missing = path.length < issue.path.length && !isKind;
      const name = (missing ? issue.path : path).join(".");
      const is = missing ? "is missing" : `is ${shown(part)}`;
      const span = missing && part.kind === "map" ? headOf(part) : part.span;
      found.push(
        at(
          "registry-field",
          span,
          `${name === "" ? "The entry" : `\`${name}\``} ${is}, expected ${issue.message}.`,
          { hint: fieldExample(String(issue.path[0] ?? "")) },
        ),
      );
    }
    return { value: null, diagnostics: found };
  }
  const { data } = read;
  const entry: RegistryEntry = {
    step: data.step,
    id: data.id,
    node_id: data.node_id,
    node_label: data.node_label,
    type: data.type,
    category: data.category,
    nodes: data.nodes ?? [data.node_id],
    code_owner: data.code_owner ?? undefined,
    status: data.status ?? { kind: "active" },
    timeout_ms: data.timeout_ms ?? undefined,
    retry: data.retry ?? undefined,
    max_visits: data.max_visits ?? undefined,
    flag: data.flag ?? undefined,
    flag_default: data.flag_default ?? undefined,
    idempotent: data.idempotent ?? undefined,
    span: tree.span,
    fieldSpans: fields.spans,
  };
  return { value: entry, diagnostics: found };
}

/** The first field of a mapping: where something missing is reported, rather than over all its lines. */
function headOf(map: YamlMap): Span {
  for (const { keySpan, value } of map.fields.values()) {
    return { start: keySpan.start, end: value.kind === "scalar" ? value.span.end : keySpan.end };
  }
  return map.span;
}
