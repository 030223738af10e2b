import { UsageError } from "../../diagnostics/errors.ts";
import type { ProviderSettings } from "../settings/types.ts";

/** The key in the environment. Throws a `UsageError` when the settings name a variable that is not set. */
export function keyOf(
  settings: Pick<Extract<ProviderSettings, { api_key_env?: unknown }>, "name" | "api_key_env">,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (settings.api_key_env === undefined) return undefined;
  const key = env[settings.api_key_env]?.trim() ?? "";
  if (key === "") {
    throw new UsageError(
      "provider-key-missing",
      `The provider \`${settings.name}\` needs the environment variable \`${settings.api_key_env}\`, which is not set.`,
      { hint: `export ${settings.api_key_env}=…` },
    );
  }
  return key;
}
