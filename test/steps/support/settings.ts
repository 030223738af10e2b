import { createSettings } from "#rag/settings/create-settings.ts";
import type { Settings } from "#rag/settings/types.ts";

/** The embedded installation's settings, with what a test changes, in the shape of the settings file. */
export function settings(overrides: unknown = {}): Settings {
  return createSettings({ env: {}, overrides });
}
