import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { registryCodes } from "./codes.ts";
import { entrySchema, knownFields } from "./entry-schema.ts";
import type { RegistryEntry } from "./entry.ts";
import { partAt, plainValue } from "./yaml-tree.ts";
import type { YamlMap, YamlTree } from "./yaml-tree.ts";

/** How a wrong value is shown: the text as written, or what kind of thing it is. */
function shown(tree: YamlTree): string {
  if (tree.kind !== "scalar") return tree.kind === "list" ? "a list" : "a mapping";
  if (tree.value === null) return "empty";
  return typeof tree.value === "string" ? `the text \`${tree.value}\`` : `\`${String(tree.value)}\``;
}

function unknownKeys(map: YamlMap, under: string, file: SourceFile): Diagnostic[] {
  const known = knownFields[under];
  if (known === undefined) return [];
  const at = reporterOf(registryCodes, file);
  const found: Diagnostic[] = [];
  for (const [name, { keySpan, value }] of map.fields) {
    if (!known.includes(name)) {
      const message = `Nobody reads \`${name}\`${under === "" ? "" : ` of \`${under}\``}.${didYouMean(name, known)}`;
      found.push(at("registry-unknown-key", keySpan, message, { hint: `known: ${known.join(", ")}` }));
    } else if (value.kind === "map" && under === "") found.push(...unknownKeys(value, name, file));
  }
  return found;
}

/** One entry with its defaults; null when a field is missing or wrong. */
export function readEntry(tree: YamlTree, file: SourceFile): Result<RegistryEntry | null> {
  const at = reporterOf(registryCodes, file);
  const found = tree.kind === "map" ? unknownKeys(tree, "", file) : [];
  const read = entrySchema.safeParse(plainValue(tree));
  if (!read.success || tree.kind !== "map") {
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
        ),
      );
    }
    return { value: null, diagnostics: found };
  }
  const { nodes, code_owner, status, timeout_ms, retry, max_visits, flag, flag_default, idempotent, ...base } = read.data;
  const fieldSpans = Object.fromEntries(Array.from(tree.fields, ([name, field]) => [name, field.value.span]));
  const entry: RegistryEntry = {
    ...base,
    nodes: nodes ?? [base.node_id],
    code_owner: code_owner ?? undefined,
    status: status ?? { kind: "active" },
    timeout_ms: timeout_ms ?? undefined,
    retry: retry ?? undefined,
    max_visits: max_visits ?? undefined,
    flag: flag ?? undefined,
    flag_default: flag_default ?? undefined,
    idempotent: idempotent ?? undefined,
    span: tree.span,
    fieldSpans,
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
