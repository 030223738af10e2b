import { fileURLToPath } from "node:url";
import type { Facts } from "../../src/checks/facts.ts";
import { loadFacts } from "../../src/checks/load-facts.ts";
import { allCodes } from "../../src/checks/reading-codes.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { findLayout } from "../../src/project/layout.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** All that is known of this repository. */
export async function projectFacts(): Promise<Facts & { readonly graph: Graph }> {
  const facts = await loadFacts(await findLayout(repository), { code: true }, allCodes);
  if (facts.graph === null) throw new Error("This repository's diagram cannot be read.");
  return { ...facts, graph: facts.graph };
}
