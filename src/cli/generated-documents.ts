import { resolve } from "node:path";
import type { Facts } from "../checks/facts.ts";
import { loadFacts } from "../checks/load-facts.ts";
import { allCodes } from "../checks/reading-codes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
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

/** Why the documents cannot be made: of code that cannot be loaded, the pages would say that it does not exist. */
function inTheWay(facts: Facts): Diagnostic | undefined {
  return unloaded.flatMap((code) => facts.loaded.get(code) ?? [])[0];
}

/** The documents of the steps, as they should be. */
export interface GeneratedDocuments {
  /** What they were made of. */
  readonly facts: Facts;
  /** Each with the text that it had; null for a new one. */
  readonly files: readonly (GeneratedFile & { readonly before: string | null })[];
}

/** Makes the documents of the steps. Throws a `RagstepError` when code cannot be loaded. */
export async function generatedDocuments(layout: Layout): Promise<GeneratedDocuments> {
  const facts = await loadFacts(layout, { code: true }, allCodes);
  const problem = inTheWay(facts);
  if (problem !== undefined)
    throw new RagstepError(
      "project-broken",
      `No step documents are written while code cannot be loaded. ${problem.message}`,
      { hint: "ragstep check" },
    );
  const before = new Map(facts.docs?.pages.map(({ file }) => [file.path, file.text]));
  const files = documents(facts).map(({ path, text }) => ({
    path: resolve(layout.root, path),
    text,
    before: before.get(path) ?? null,
  }));
  return { facts, files };
}
