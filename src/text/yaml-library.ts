import { createRequire } from "node:module";
import type * as Yaml from "yaml";

const load = createRequire(import.meta.url);
let library: typeof Yaml | undefined;

/**
 * The YAML library, loaded when the first text needs it. It has 70 files, and a registry in plain form or a diagram
 * without front matter never does.
 */
export function yamlLibrary(): typeof Yaml {
  if (library !== undefined) return library;
  const loaded: typeof Yaml = load("yaml");
  library = loaded;
  return loaded;
}
