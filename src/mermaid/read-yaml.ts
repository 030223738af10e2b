import { readPlainYaml } from "../text/plain-yaml.ts";
import { yamlLibrary } from "../text/yaml-library.ts";
import { plainValue } from "../text/yaml-tree.ts";

/** What a piece of YAML says, or why it cannot be read; `at` is the offset of the mistake. */
export type YamlReading =
  { readonly value: unknown; readonly reason?: undefined } | { readonly reason: string; readonly at: number };

/** Reads a small piece of YAML inside a diagram. Aliases that multiply beyond measure are a mistake too. */
export function readYaml(source: string): YamlReading {
  const plain = readPlainYaml(source);
  if (plain !== null) return { value: plainValue(plain) };
  try {
    const document = yamlLibrary().parseDocument(source, { schema: "core", logLevel: "silent" });
    // A tag that nobody knows is only a warning to the library, and a mistake to Mermaid.
    const [error] = [...document.errors, ...document.warnings];
    if (error) return { reason: firstLine(error.message), at: error.pos[0] };
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (thrown) {
    // An alias without an anchor, too many of them, or nesting beyond the stack is only noticed on the way.
    return { reason: firstLine(thrown instanceof Error ? thrown.message : String(thrown)), at: 0 };
  }
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/ at line \d.*$/, "").replace(/[.:]+$/, "");
}

/** A value as a record of keys; undefined when it is none. */
export function recordIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
