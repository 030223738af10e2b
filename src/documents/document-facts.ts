import type { StepDeclaration } from "../definition/step.ts";
import type { Graph } from "../graph/graph.ts";
import type { DocPage } from "../project/load-docs.ts";
import type { RecordedRuns } from "../project/load-runs.ts";
import type { StepTimes } from "../project/load-step-times.ts";
import type { StepModule } from "../project/step-modules.ts";
import type { TestFileNames } from "../project/test-files.ts";
import type { Registry } from "../registry/entry.ts";
import type { SourceFile } from "../text/source-file.ts";

/** What the documents are made of; the facts of a check hold it all. */
export interface DocumentFacts {
  readonly graph: Graph | null;
  readonly registry: Registry | null;
  readonly code: {
    /** By `GraphNode.index`; null where there is no handler. */
    readonly steps: readonly (StepDeclaration | null)[];
    /** A node's own handler file, by node id. */
    readonly moduleOf: ReadonlyMap<string, StepModule>;
    /** The text of a file of the code. */
    readonly source: (path: string) => SourceFile;
  } | null;
  /** The pages that are there, from which prose is kept. */
  readonly docs: { readonly pages: readonly DocPage[] } | null;
  readonly tests: readonly TestFileNames[] | null;
  readonly runs: RecordedRuns | null;
  /** The last measurement of the steps. */
  readonly times: StepTimes | null;
  /** Paths relative to the project. */
  readonly places: { readonly docs: string; readonly diagram: string; readonly registry: string };
}
