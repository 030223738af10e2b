import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import type { RegistryEntry } from "../registry/entry.ts";

/** A step as diagram and registry have it; a deprecated one is not drawn, an unregistered one has no entry. */
export interface FoundStep {
  readonly node: GraphNode | null;
  readonly entry: RegistryEntry | null;
}

/** Finds a step by its number, its node id or its registry id. Throws a `UsageError` that offers the nearest one. */
export function findStep(graph: Graph, word: string): FoundStep {
  const entries = graph.registry?.entries ?? [];
  const number = /^\d+$/.test(word) ? Number(word) : undefined;
  const lower = word.toLowerCase();
  const node = graph.nodes.find(
    ({ id, entry }) =>
      (number !== undefined && entry?.step === number) ||
      id.toLowerCase() === lower ||
      entry?.id.toLowerCase() === lower,
  );
  if (node) return { node, entry: node.entry };
  const entry = entries.find(
    (one) => one.step === number || one.node_id.toLowerCase() === lower || one.id.toLowerCase() === lower,
  );
  if (entry) return { node: null, entry };
  const numbers = entries.map((one) => one.step);
  if (number !== undefined) {
    throw new UsageError("step-unknown", `No step has the number ${number}.`, {
      hint:
        numbers.length === 0
          ? "No step is registered."
          : `Numbers go from ${Math.min(...numbers)} to ${Math.max(...numbers)}.`,
    });
  }
  const store = [...graph.stores.keys()].find((id) => id.toLowerCase() === lower);
  if (store !== undefined) {
    throw new UsageError("step-unknown", `\`${store}\` is a store, which runs nothing; a step is expected.`, {
      hint: "`ragstep show <step>` lists the stores that a step may touch.",
    });
  }
  const names = [...graph.nodes.map(({ id }) => id), ...entries.map(({ id }) => id)];
  throw new UsageError("step-unknown", `No step is called \`${word}\`.${didYouMean(word, names)}`, {
    hint: "A step is named by its number, its node id or its registry id.",
  });
}
