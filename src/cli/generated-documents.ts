import { resolve } from "node:path";
import { loadFacts } from "../checks/load-facts.ts";
import { allCodes } from "../checks/reading-codes.ts";
import { RagstepError } from "../diagnostics/errors.ts";
import { documents } from "../documents/documents.ts";
import { isThere } from "../project/is-there.ts";
import { shownPath } from "../project/layout.ts";
import type { Layout } from "../project/layout.ts";
import type { GeneratedFile } from "./generated-files.ts";

/** Whether a project keeps step documents: it has their folder. */
export function keepsDocuments(layout: Layout): boolean {
  return isThere(layout, `${shownPath(layout, layout.docs)}/steps`);
}

const unloaded = ["handler-import", "state-import", "state-invalid"] as const;

/**
 * The documents of the steps, as they should be. Throws a `RagstepError` when code cannot be loaded: the pages would say
 * that it does not exist.
 */
export async function generatedDocuments(layout: Layout): Promise<readonly GeneratedFile[]> {
  const facts = await loadFacts(layout, { code: true }, allCodes);
  const [problem] = unloaded.flatMap((code) => facts.loaded.get(code) ?? []);
  if (problem !== undefined)
    throw new RagstepError(
      "project-broken",
      `No step documents are written while code cannot be loaded. ${problem.message}`,
      { hint: "ragstep check" },
    );
  return documents(facts).map(({ path, text }) => ({ path: resolve(layout.root, path), text }));
}
