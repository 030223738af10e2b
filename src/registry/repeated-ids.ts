import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { registryCodes } from "./codes.ts";
import type { RegistryCode } from "./codes.ts";
import type { RegistryEntry } from "./entry.ts";

function spanOf(entry: RegistryEntry, field: string): Span {
  return entry.fieldSpans[field] ?? entry.span;
}

/** Numbers, ids and nodes that two entries claim, each with the other place. */
export function repeatedIds(entries: readonly RegistryEntry[], file: SourceFile): Diagnostic[] {
  const at = reporterOf(registryCodes, file);
  const found: Diagnostic[] = [];
  const numbers = new Map<string | number, RegistryEntry>();
  const ids = new Map<string | number, RegistryEntry>();
  const nodes = new Map<string | number, RegistryEntry>();
  const nextStep = `step: ${entries.reduce((greatest, entry) => Math.max(greatest, entry.step), 0) + 1}`;

  function claim(
    taken: Map<string | number, RegistryEntry>,
    name: string | number,
    entry: RegistryEntry,
    field: "step" | "id" | "node_id" | "nodes",
    code: RegistryCode,
    what: string,
    hint: string,
  ): void {
    const first = taken.get(name);
    if (first === undefined) {
      taken.set(name, entry);
      return;
    }
    if (first === entry) return;
    const related = [{ file, span: spanOf(first, field), message: `step ${first.step} has it already` }];
    const message = `${what} \`${name}\` belongs to \`${first.node_id}\` already, but \`${entry.node_id}\` claims it too.`;
    found.push(at(code, spanOf(entry, field), message, { related, hint }));
  }

  for (const entry of entries) {
    claim(numbers, entry.step, entry, "step", "step-number-repeated", "Step number", nextStep);
    claim(
      ids,
      entry.id,
      entry,
      "id",
      "step-id-repeated",
      "The id",
      "give the new step an id of its own; ids are never reused",
    );
    claim(
      nodes,
      entry.node_id,
      entry,
      "node_id",
      "node-id-repeated",
      "Node",
      "remove one of the two entries",
    );
    for (const node of entry.nodes) {
      if (node === entry.node_id) continue;
      claim(nodes, node, entry, "nodes", "node-id-repeated", "Node", "list each node in one entry only");
    }
    if (entry.status.kind !== "deprecated" && !entry.nodes.includes(entry.node_id)) {
      const message = `\`nodes\` of step ${entry.step} leaves out its own node \`${entry.node_id}\`.`;
      const hint = `nodes: [${[entry.node_id, ...entry.nodes].join(", ")}]`;
      found.push(at("node-id-not-in-nodes", spanOf(entry, "nodes"), message, { hint }));
    }
  }
  return found;
}
