import type { TextEdit } from "../text/text-edit.ts";

/** A list of texts that an expectation calls `path`. */
const pathList = /"path"\s*:\s*\[((?:\s*"[^"\\]*"\s*,?)*)\s*\]/g;

/**
 * The edits of a request file that put a step into the paths it expects: behind `from`, wherever a run went straight on
 * to `to` from there.
 */
export function intoExpectedPaths(text: string, id: string, from: string, to: string): readonly TextEdit[] {
  const pair = new RegExp(`"${from}"(\\s*,\\s*)(?="${to}")`, "g");
  return Array.from(text.matchAll(pathList)).flatMap((list) =>
    Array.from(list[0].matchAll(pair), (found) => {
      const at = list.index + found.index + found[0].length;
      return { span: { start: at, end: at }, text: `"${id}"${found[1] ?? ", "}` };
    }),
  );
}
