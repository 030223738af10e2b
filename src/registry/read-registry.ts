import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { SourceFile } from "../text/source-file.ts";
import { registryCodes } from "./codes.ts";
import type { Registry, RegistryEntry } from "./entry.ts";
import { readFullYaml } from "./full-yaml.ts";
import { readPlainYaml } from "../text/plain-yaml.ts";
import { readEntry } from "./read-entry.ts";
import { repeatedIds } from "./repeated-ids.ts";
import type { YamlMap, YamlTree } from "../text/yaml-tree.ts";

const listKeys = ["steps", "rag_steps"];
const hint =
  "steps:\n  - step: 1\n    id: RAG.area.what.it.does\n    node_id: Start\n    node_label: Start\n    type: startEnd\n    category: platform";

function stepsOf(map: YamlMap, file: SourceFile): Result<YamlTree | null> {
  const at = reporterOf(registryCodes, file);
  const unknown = [...map.fields].filter(([name]) => name !== "version" && !listKeys.includes(name));
  const name = listKeys.find((key) => map.fields.has(key));
  if (name === undefined) {
    const near = unknown.map(([key]) => didYouMean(key, listKeys)).find((text) => text !== "");
    const message = `The registry has no \`steps\`, which is the list of its entries.${near ?? ""}`;
    return { value: null, diagnostics: [at("registry-shape", map.span, message, { hint })] };
  }
  const diagnostics = unknown.map(([key, field]) => {
    const message = `Nobody reads \`${key}\` here; a registry has \`version\` and \`steps\`.${didYouMean(key, ["version", ...listKeys])}`;
    return at("registry-unknown-key", field.keySpan, message, {
      hint: `remove \`${key}\`, or put it into an entry of \`steps\``,
    });
  });
  return { value: map.fields.get(name)?.value ?? null, diagnostics };
}

function readText(file: SourceFile): Result<YamlTree | null> {
  const at = reporterOf(registryCodes, file);
  const start = { start: 0, end: 0 };
  // Binary files decode to these; no text has them.
  const odd = file.text.search(/[\0\uFFFD]/);
  if (odd >= 0) {
    const message = "The registry is not UTF-8 text.";
    const where = { start: odd, end: odd + 1 };
    return {
      value: null,
      diagnostics: [at("registry-not-text", where, message, { hint: "Save it as UTF-8." })],
    };
  }
  const plain = readPlainYaml(file.text);
  if (plain !== null) return { value: plain, diagnostics: [] };
  const full = readFullYaml(file);
  const empty = full.value === null || (full.value.kind === "scalar" && full.value.value === null);
  if (!empty || full.diagnostics.length > 0) return full;
  return {
    value: null,
    diagnostics: [at("registry-empty", start, "The registry is empty, expected a list of steps.", { hint })],
  };
}

/**
 * Reads a registry: a list of entries, or a mapping with the list under `steps` (or `rag_steps`) and, if wanted, a
 * `version`. Never throws; all mistakes are reported at once, and the entries without one are in the value.
 */
export function readRegistry(file: SourceFile): Result<Registry> {
  const at = reporterOf(registryCodes, file);
  const text = readText(file);
  const found: Diagnostic[] = [...text.diagnostics];
  let list = text.value;
  if (list?.kind === "map") {
    const steps = stepsOf(list, file);
    found.push(...steps.diagnostics);
    list = steps.value;
  }
  if (list !== null && list.kind !== "list") {
    found.push(
      at("registry-shape", list.span, "The registry is one value, expected a list of steps.", { hint }),
    );
    list = null;
  }
  const entries: RegistryEntry[] = [];
  for (const tree of list?.items ?? []) {
    const { value, diagnostics } = readEntry(tree, at);
    found.push(...diagnostics);
    if (value !== null) entries.push(value);
  }
  if (list?.items.length === 0) {
    found.push(
      at("registry-empty", list.span, "The registry has no step, expected a list of steps.", { hint }),
    );
  }
  found.push(...repeatedIds(entries, file));
  return { value: { file, entries }, diagnostics: found };
}
