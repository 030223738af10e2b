import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { configKeys } from "./config.ts";
import type { Config, RuleLevels } from "./config.ts";
import { causeText } from "./import-error.ts";

/** The file names a configuration may have, in the order of preference. */
export const configNames = ["ragstep.config.ts", "ragstep.config.js", "ragstep.config.mjs"] as const;

/** A configuration in its normal form. */
export interface CheckedConfig extends Config {
  readonly rules: RuleLevels;
}

function bad(file: string, message: string, hint: string, cause?: unknown): UsageError {
  return new UsageError("config-invalid", `\`${file}\` ${message}`, { hint, cause });
}

const levels = new Map<unknown, RuleLevels[string]>([
  ["off", "off"],
  ["warn", "warning"],
  ["warning", "warning"],
  ["error", "error"],
]);

/** Which codes there are is known to the check alone, so it is the check that refuses unknown ones. */
function checkedRules(file: string, value: unknown): RuleLevels {
  const hint = 'rules: { "label-differs": "warning" },';
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw bad(file, "wants an object in `rules`, from codes to levels.", hint);
  const read = Object.entries(value).map(([code, written]: [string, unknown]) => {
    const level = levels.get(written);
    if (level !== undefined) return [code, level] as const;
    throw bad(
      file,
      `sets the rule \`${code}\` to ${JSON.stringify(written) ?? typeof written}; expected is \`off\`, \`warn\` or \`error\`.`,
      hint,
    );
  });
  return Object.fromEntries(read);
}

function checked(file: string, exported: unknown): CheckedConfig {
  if (typeof exported !== "object" || exported === null || Array.isArray(exported)) {
    throw bad(
      file,
      "has no default export that is an object.",
      'export default defineConfig({ diagram: "flow.mmd" });',
    );
  }
  let rules: RuleLevels = {};
  for (const [name, value] of Object.entries(exported)) {
    const known: readonly string[] = configKeys;
    if (!known.includes(name)) {
      throw bad(
        file,
        `has an unknown key \`${name}\`.${didYouMean(name, known)}`,
        `Keys: ${known.join(", ")}.`,
      );
    }
    if (name === "rules") {
      rules = checkedRules(file, value);
      continue;
    }
    // Its fields are known to the server alone, which refuses wrong ones.
    if (name === "server") {
      if (typeof value === "object" && value !== null) continue;
      throw bad(file, "wants an object in `server`.", "server: { port: 8105 },");
    }
    if (typeof value !== "string" || value === "") {
      throw bad(
        file,
        `wants a path in \`${name}\`, and found ${JSON.stringify(value) ?? typeof value}.`,
        `${name}: "a/path",`,
      );
    }
  }
  return { ...exported, rules };
}

/**
 * The configuration in a folder, or the one named; `{ file: null, config: { rules: {} } }` when there is none. Throws a
 * `UsageError` for a bad one, and for one that is named and not there.
 */
export async function readConfig(
  root: string,
  named?: string,
): Promise<{ readonly file: string | null; readonly config: CheckedConfig }> {
  const names: readonly string[] = named === undefined ? configNames : [named];
  const [name, other] = names.filter((candidate) => existsSync(join(root, candidate)));
  if (name === undefined && named !== undefined)
    throw bad(join(root, named), "is not there.", "Name a file that default-exports a configuration.");
  if (name === undefined) return { file: null, config: { rules: {} } };
  if (other !== undefined)
    throw bad(name, `and \`${other}\` are both there; one is expected.`, `rm ${other}`);
  const file = join(root, name);
  let exported: unknown;
  try {
    const loaded: { readonly default?: unknown } = await import(pathToFileURL(file).href);
    exported = loaded.default;
  } catch (error) {
    throw bad(
      name,
      `cannot be loaded: ${causeText(error)}`,
      "Run the file alone to see more: `node " + name + "`.",
      error,
    );
  }
  return { file, config: checked(name, exported) };
}
