import type { DeclaredKeys } from "../definition/state.ts";
import type { StepDeclaration } from "../definition/step.ts";
import type { CodeInfo, Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import type { DocPage } from "../project/load-docs.ts";
import type { OldRegistry } from "../project/load-old-registry.ts";
import type { RecordedRuns } from "../project/load-runs.ts";
import type { StepTimes } from "../project/load-step-times.ts";
import type { StepModule } from "../project/step-modules.ts";
import type { TestFileNames } from "../project/test-files.ts";
import type { Registry } from "../registry/entry.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { Ignore } from "./ignores.ts";

/** The code of a project, as far as it could be loaded. */
export interface CodeFacts {
  readonly state: DeclaredKeys;
  /** By `GraphNode.index`; null where there is no handler, or none that is a step. */
  readonly steps: readonly (StepDeclaration | null)[];
  /** Every handler's file, in the order of paths. */
  readonly modules: readonly StepModule[];
  /** A node's own handler file, by node id. */
  readonly moduleOf: ReadonlyMap<string, StepModule>;
  /** The generated types: as they are, with an empty text when they are not there, and as the diagram makes them. */
  readonly types: { readonly file: SourceFile; readonly expected: string };
  /** The text of a file of the code, for spans and frames; read when it is asked for, empty when it is gone. */
  readonly source: (path: string) => SourceFile;
}

/** What people write beside the code. */
export interface DocFacts {
  /** Every Markdown page of the project, in the order of paths. */
  readonly pages: readonly DocPage[];
  /** The folder of the step docs as messages show it: `docs/architecture/steps`. */
  readonly stepsFolder: string;
  /** Whether a file or folder is there, by a path relative to the project; for links. */
  readonly exists: (path: string) => boolean;
}

/** Everything that the rules look at. A part that is not there, or could not be read, is null. */
export interface Facts {
  readonly graph: Graph | null;
  readonly registry: Registry | null;
  readonly code: CodeFacts | null;
  readonly docs: DocFacts | null;
  /** Tests of steps and request fixtures, each with the names it quotes. */
  readonly tests: readonly TestFileNames[] | null;
  /** The recorded runs. */
  readonly runs: RecordedRuns | null;
  /** The last measurement of the steps; only documents show it. */
  readonly times: StepTimes | null;
  /** The registry of an older revision. */
  readonly git: OldRegistry | null;
  /** What was found while the files were read, linked and joined, by code. */
  readonly loaded: ReadonlyMap<string, readonly Diagnostic[]>;
  /** The ignore comments of diagram and registry; only rules of the last phase see what they hide. */
  readonly ignores: readonly Ignore[];
  /** False when only diagram and registry are wanted, so that there is no code for that reason. */
  readonly wantsCode: boolean;
  /** Everything that a check may report, with what it counts as by itself. */
  readonly codes: ReadonlyMap<string, CodeInfo>;
  /** Where the parts are, as messages show it. */
  readonly places: Places;
}

/** Paths as messages show them. */
export interface Places {
  readonly diagram: string;
  readonly registry: string;
  readonly steps: string;
  readonly state: string;
  readonly types: string;
  readonly docs: string;
  readonly tests: string;
}

/** A part of a project that may be missing. */
export type Part = "graph" | "registry" | "code" | "docs" | "tests" | "runs" | "git";
