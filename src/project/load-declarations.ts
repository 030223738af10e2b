import type { DeclaredKeys } from "../definition/state.ts";
import type { StepDeclaration } from "../definition/step.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import type { ReadHandler } from "../graph/join-handlers.ts";
import { readNotes, unchangedFiles, writeNotes } from "./declaration-notes.ts";
import type { DeclarationNotes } from "./declaration-notes.ts";
import { handlerFiles } from "./handler-files.ts";
import type { HandlerFile } from "./handler-files.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { watchImports } from "./module-watch.ts";
import type { SeenModule } from "./module-watch.ts";
import { withOverlay } from "./overlay.ts";
import type { StepModule } from "./step-modules.ts";

/** What the code of a project declares. */
export interface Declarations {
  /** Null when it could not be loaded. */
  readonly state: DeclaredKeys | null;
  /** The files that are steps or should be, in the order of paths; of a step that was noted, without its code. */
  readonly modules: readonly StepModule[];
  /** To join with the graph. A file that could not be imported is among them, without a diagnostic of its own. */
  readonly handlers: readonly ReadHandler<StepDeclaration>[];
}

/** A step without its code, as it is noted. */
function declarationOf(step: StepDeclaration): StepDeclaration {
  const { kind, node, reads, optional, writes, attrs, outcomes, pure } = step;
  return { kind, node, reads, optional, writes, attrs, outcomes, pure };
}

function keysOf(state: DeclaredKeys): DeclaredKeys {
  return Object.fromEntries(
    Object.entries(state).map(([name, { flags }]) => {
      const merge = typeof flags.merge === "function" ? { merge: "a function" } : {};
      return [name, { flags: { ...flags, ...merge } }];
    }),
  );
}

interface Wanted {
  readonly layout: Layout;
  readonly graph: Graph;
  readonly files: readonly HandlerFile[];
  readonly notes: DeclarationNotes | null;
  readonly unchanged: ReadonlySet<string>;
}

type Noted = ReadonlyMap<string, StepDeclaration | null>;

/** What was noted of the files that are as they were. */
function notedHandlers({ files, graph, notes, unchanged }: Wanted): Noted {
  const noted = new Map<string, StepDeclaration | null>();
  for (const { path, name } of files) {
    const step = notes?.handlers[path];
    if (step === undefined || !unchanged.has(path)) continue;
    // A file that supports others becomes a mistake when a node is given its name.
    if (step === null && graph.indexOf.has(name)) continue;
    noted.set(path, step);
  }
  return noted;
}

interface Imported {
  readonly state: DeclaredKeys | null;
  readonly modules: ReadonlyMap<string, StepModule>;
  /** By path, also of files that could not be imported. */
  readonly steps: ReadonlyMap<string, Result<StepDeclaration | null>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Imports the code of the files that were not noted. */
async function importRest(
  { layout, graph }: Wanted,
  rest: readonly HandlerFile[],
  known: DeclaredKeys | null,
): Promise<Imported> {
  const [{ loadState }, { importSteps }, { validateStep }] = await Promise.all([
    import("./load-state.ts"),
    import("./step-modules.ts"),
    import("../definition/validate-step.ts"),
  ]);
  const shown = (path: string): string => shownPath(layout, path);
  const [state, imported] = await Promise.all([
    known === null ? loadState(layout) : { value: known, diagnostics: [] },
    importSteps(rest, (name) => graph.indexOf.has(name), shown),
  ]);
  return {
    state: state.value,
    modules: new Map(imported.modules.map((found) => [found.path, found])),
    steps: new Map([
      ...imported.modules.map(({ path, exported }) => [path, validateStep(shown(path), exported)] as const),
      // Why it failed is told once; it is there, so its node does not lack a file.
      ...imported.failed.map((path) => [path, { value: null, diagnostics: [] }] as const),
    ]),
    diagnostics: [...state.diagnostics, ...imported.diagnostics],
  };
}

/** What was noted, and the rest from imports; `seen` is empty when nothing had to be imported. */
async function readCode(
  wanted: Wanted,
  noted: Noted,
): Promise<{ readonly value: Imported; readonly seen: ReadonlyMap<string, SeenModule> }> {
  const { layout, files, notes, unchanged } = wanted;
  const rest = files.filter(({ path }) => !noted.has(path));
  const known = notes?.state?.path === layout.state && unchanged.has(layout.state) ? notes.state.keys : null;
  if (known !== null && rest.length === 0) {
    const value = { state: known, modules: new Map(), steps: new Map(), diagnostics: [] };
    return { value, seen: new Map() };
  }
  return await withOverlay(
    layout,
    async () => await watchImports(async () => await importRest(wanted, rest, known)),
  );
}

/** In one process a module is imported once, so that later imports do not show what it comes through. */
let watched = false;

/**
 * What the code of a project declares. Code is imported only where it, or anything that it imports, has changed since
 * it was last imported, unless `fresh` is asked for. Never throws for what stands in the project's files.
 */
export async function loadDeclarations(
  layout: Layout,
  graph: Graph,
  { fresh }: { readonly fresh: boolean },
): Promise<Result<Declarations>> {
  const files = handlerFiles(layout.steps, [layout.state, layout.environment, layout.types], layout.overlay);
  const notes = fresh ? null : readNotes(layout);
  const unchanged = notes === null ? new Set<string>() : unchangedFiles(notes, layout.overlay);
  const wanted = { layout, graph, files, notes, unchanged };
  const noted = notedHandlers(wanted);
  const { value: rest, seen } = await readCode(wanted, noted);
  const steps = (path: string): Result<StepDeclaration | null> | undefined => {
    const step = noted.get(path);
    return step ? { value: step, diagnostics: [] } : rest.steps.get(path);
  };
  const faultless = rest.diagnostics.length === 0;
  if (faultless && layout.overlay === undefined && !watched && seen.size > 0 && rest.state !== null) {
    const handlers = files.flatMap(({ path }): readonly [string, StepDeclaration | null][] => {
      const step = steps(path);
      // A file that should hold a step and does not is looked at again each time.
      if (step?.value === null) return [];
      return [[path, step === undefined ? null : declarationOf(step.value)]];
    });
    writeNotes(layout, {
      seen,
      before: notes === null ? null : { notes, unchanged },
      state: { path: layout.state, keys: keysOf(rest.state) },
      handlers: Object.fromEntries(handlers),
    });
  }
  watched ||= seen.size > 0;
  return {
    value: {
      state: rest.state,
      modules: files.flatMap((file) => {
        const step = noted.get(file.path);
        return step ? [{ ...file, exported: step }] : (rest.modules.get(file.path) ?? []);
      }),
      handlers: files.flatMap(({ path }) => {
        const step = steps(path);
        return step === undefined ? [] : [{ file: shownPath(layout, path), step }];
      }),
    },
    diagnostics: rest.diagnostics,
  };
}
