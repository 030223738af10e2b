import { existsSync } from "node:fs";
import type { StateDefinition } from "../definition/state.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { projectCodes } from "./codes.ts";
import { importDiagnostic, importModule } from "./import-module.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";

function isStateDefinition(value: unknown): value is StateDefinition {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every(
    (key) => typeof key === "object" && key !== null && "schema" in key && "flags" in key,
  );
}

/**
 * The state definition: the export `state` of the state module, or its default export. A project without that module
 * has no keys, so its steps can read and write none.
 */
export async function loadState(layout: Layout): Promise<Result<StateDefinition | null>> {
  if (!existsSync(layout.state)) return { value: {}, diagnostics: [] };
  const shown = shownPath(layout, layout.state);
  const imported = await importModule(layout.state);
  if (imported.kind === "failed") {
    return {
      value: null,
      diagnostics: [importDiagnostic("state-import", layout.state, shown, imported.error)],
    };
  }
  const found = imported.exports["state"] ?? imported.exports["default"];
  if (isStateDefinition(found)) return { value: found, diagnostics: [] };
  const diagnostic: Diagnostic = {
    code: "state-invalid",
    severity: projectCodes["state-invalid"].severity,
    message: `\`${shown}\` exports no state definition; an export \`state\` made by \`defineState\` is expected.`,
    hint: "export const state = defineState({ question: key(z.string()) });",
  };
  return { value: null, diagnostics: [diagnostic] };
}
