import type { Facts } from "../checks/facts.ts";
import type { Graph } from "../graph/graph.ts";
import type { Layout } from "../project/layout.ts";
import type { FileChange } from "../scaffold/change.ts";
import { readFileText } from "./file-texts.ts";
import { generatedDocuments, keepsDocuments } from "./generated-documents.ts";
import { generatedFiles } from "./generated-files.ts";

/** A project's change with everything that follows from it. */
export interface CompleteChange {
  /** The project as it would be: its readers see the change. */
  readonly layout: Layout;
  /** What was planned, then what is generated; files that stay as they are among them. */
  readonly changes: readonly FileChange[];
  /** What the documents were made of; null for a project without documents. */
  readonly facts: Facts | null;
}

/** A file that is both planned and generated ends as it is generated: what was planned is in there. */
function withGenerated(
  planned: readonly FileChange[],
  generated: readonly FileChange[],
): readonly FileChange[] {
  const afterOf = new Map(generated.map(({ path, after }) => [path, after]));
  const plannedPaths = new Set(planned.map(({ path }) => path));
  return [
    ...planned.map((change) => ({ ...change, after: afterOf.get(change.path) ?? change.after })),
    ...generated.filter(({ path }) => !plannedPaths.has(path)),
  ];
}

/** The types and the list of tests, beside what was planned; `graph` is the project's as it would be. */
async function withTypes(
  layout: Layout,
  graph: Graph,
  planned: readonly FileChange[],
): Promise<CompleteChange> {
  const draft = { ...layout, overlay: new Map(planned.map(({ path, after }) => [path, after])) };
  const files = generatedFiles(draft, graph);
  const generated = files.map(({ path, text }) => ({ path, before: readFileText(path), after: text }));
  const changes = withGenerated(planned, generated);
  const overlay = new Map(changes.map(({ path, after }) => [path, after]));
  return { layout: { ...layout, overlay }, changes, facts: null };
}

/**
 * Adds the generated files to a planned change: types, the list of tests, and the documents when the project keeps any
 * or `docs` asks for them. The code imports the types, so the documents, which look at the code, come after them.
 * `cannot` is why there are no documents, a `RagstepError`: then the code cannot be loaded.
 */
export async function generatedChanges(
  layout: Layout,
  graph: Graph,
  planned: readonly FileChange[],
  { docs }: { readonly docs: boolean },
): Promise<CompleteChange & { readonly cannot: unknown }> {
  const typed = await withTypes(layout, graph, planned);
  if (!docs && !keepsDocuments(layout)) return { ...typed, cannot: null };
  try {
    const { facts, files } = await generatedDocuments(typed.layout);
    const generated = files.map(({ path, text, before }) => ({ path, before, after: text }));
    const changes = withGenerated(typed.changes, generated);
    const overlay = new Map(changes.map(({ path, after }) => [path, after]));
    return { layout: { ...layout, overlay }, changes, facts, cannot: null };
  } catch (error) {
    return { ...typed, cannot: error };
  }
}
