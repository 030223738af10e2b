import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, isScalar, isNode, isSeq, LineCounter, parseDocument, type Node } from "yaml";
import { UsageError } from "../../diagnostics/errors.ts";

/** Where an installation's settings are looked for, beside the project's configuration. */
export const settingsFileName = "rag.config.yml";

/** A settings file that has been read: its values, and where each stands. */
export interface SettingsFile {
  readonly name: string;
  readonly value: unknown;
  /** The line, from 1, of the value at a path or of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads the text of a settings file. Throws a `UsageError` for text that is not YAML. */
export function parseSettingsFile(name: string, text: string): SettingsFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    throw new UsageError(
      "settings-file-invalid",
      `${name}:${line} is not valid YAML: ${error.message.split("\n")[0] ?? ""}`,
      {
        hint: "golden:\n  threshold: 0.9",
      },
    );
  }
  return {
    name,
    value: document.toJS({ maxAliasCount: 100 }) ?? {},
    lineOf(path) {
      let node: Node | null = document.contents;
      let offset = 0;
      for (const part of path) {
        if (isMap(node)) {
          const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
          if (pair === undefined) break;
          if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
          node = isNode(pair.value) ? pair.value : null;
        } else if (isSeq(node)) {
          const item = node.items[Number(part)];
          node = isNode(item) ? item : null;
          offset = node?.range?.[0] ?? offset;
        } else break;
      }
      return lines.linePos(offset).line;
    },
  };
}

/** Reads `rag.config.yml` of a project; undefined when it has none. Throws a `UsageError` when it cannot be read. */
export async function readSettingsFile(projectDirectory: string): Promise<SettingsFile | undefined> {
  let text: string;
  try {
    text = await readFile(join(projectDirectory, settingsFileName), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    if (code === "ENOENT") return undefined;
    throw new UsageError("settings-file-unreadable", `\`${settingsFileName}\` cannot be read (${code}).`, {
      cause: error,
    });
  }
  return parseSettingsFile(settingsFileName, text);
}
