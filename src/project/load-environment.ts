import { existsSync } from "node:fs";
import type { CreateEnvironment, Environment, EnvironmentOptions } from "../definition/environment.ts";
import { RagstepError, UsageError } from "../diagnostics/errors.ts";
import { causeText } from "./import-error.ts";
import { importModule } from "./import-module.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";

function isFunction(value: unknown): value is CreateEnvironment {
  return typeof value === "function";
}

/**
 * Makes the project's environment; null when it has no environment module. Throws a `UsageError` when the module
 * cannot be loaded or exports no function; what the function throws on purpose passes through, anything else becomes
 * a `RagstepError` that names the module.
 */
export async function loadEnvironment(
  layout: Layout,
  options: EnvironmentOptions,
): Promise<Environment | null> {
  if (!existsSync(layout.environment)) return null;
  const shown = shownPath(layout, layout.environment);
  const imported = await importModule(layout.environment);
  if (imported.kind === "failed") {
    throw new UsageError(
      "environment-import",
      `\`${shown}\` cannot be loaded: ${causeText(imported.error)}`,
      {
        hint: `node ${shown}`,
        cause: imported.error,
      },
    );
  }
  const create = imported.exports["default"];
  if (!isFunction(create)) {
    throw new UsageError(
      "environment-invalid",
      `\`${shown}\` has no default export that makes an environment.`,
      {
        hint: "export default (options: EnvironmentOptions): Environment => ({ stores: {}, services: {} });",
      },
    );
  }
  try {
    return await create(options);
  } catch (error) {
    if (error instanceof RagstepError) throw error;
    throw new RagstepError(
      "environment-failed",
      `\`${shown}\` could not make its environment: ${causeText(error)}`,
      {
        hint: "Run again with `--debug` to see where.",
        cause: error,
      },
    );
  }
}
