import { UsageError } from "../diagnostics/errors.ts";
import type { Program } from "../graph/program.ts";
import type { Layout } from "../project/layout.ts";
import { loadProject } from "../project/load-project.ts";

/** The project's program. Throws a `UsageError` when it cannot be run. */
export async function runnableProgram(layout: Layout): Promise<Program> {
  const { value, diagnostics } = await loadProject(layout, { code: true });
  const fatal = diagnostics.find(({ severity }) => severity === "fatal");
  if (value.program === null || fatal !== undefined)
    throw new UsageError("project-broken", fatal?.message ?? "The project cannot be loaded.", {
      hint: "ragstep check",
    });
  return value.program;
}
