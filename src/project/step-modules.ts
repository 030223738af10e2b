import type { StepDeclaration, StepDefinition } from "../definition/step.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { HandlerFile } from "./handler-files.ts";
import { importDiagnostic, importModule } from "./import-module.ts";

/** A handler's file with what it exports by default. */
export interface StepModule extends HandlerFile {
  readonly exported: unknown;
}

/** What the import of all handlers came to. */
export interface ImportedSteps {
  readonly modules: readonly StepModule[];
  /** Paths of the files that could not be imported. */
  readonly failed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether a value was made by a `step` function, with or without its code. */
export function isDeclared(value: unknown): value is StepDeclaration {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "ragstep/step";
}

/** Whether a value was made by a `step` function. */
export function isStep(value: unknown): value is StepDefinition {
  return isDeclared(value) && "run" in value;
}

/** Written like `sse-frames`: a module beside the steps that holds none. */
const supportName = /^[a-z][a-z0-9-]*$/;

/** What failed, without which of the importers was told so. */
function reason(error: unknown): unknown {
  return error instanceof Error
    ? `${error.name}: ${error.message.replace(/ imported from .*$/s, "")}`
    : error;
}

/**
 * Imports the files at the same time and keeps those that are steps or should be. A file in lower case that names no
 * node and exports no step supports others, and is left out. When many fail for one reason, such as a broken module
 * that all of them import, it is told once.
 */
export async function importSteps(
  files: readonly HandlerFile[],
  isNode: (name: string) => boolean,
  shown: (path: string) => string,
): Promise<ImportedSteps> {
  const imported = await Promise.all(
    files.map(async (file) => ({ file, result: await importModule(file.path) })),
  );
  const modules: StepModule[] = [];
  const diagnostics: Diagnostic[] = [];
  const failures = new Set<unknown>();
  const failed: string[] = [];
  for (const { file, result } of imported) {
    if (result.kind === "failed") {
      failed.push(file.path);
      if (failures.has(reason(result.error))) continue;
      failures.add(reason(result.error));
      diagnostics.push(importDiagnostic("handler-import", file.path, shown(file.path), result.error));
      continue;
    }
    const exported = result.exports["default"];
    if (isNode(file.name) || isDeclared(exported) || !supportName.test(file.name))
      modules.push({ ...file, exported });
  }
  return { modules, failed, diagnostics };
}
