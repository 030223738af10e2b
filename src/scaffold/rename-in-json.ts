import type { Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { CodeEdits } from "./rename-in-code.ts";
import { jsonStrings } from "./rename-json-strings.ts";
import type { JsonString } from "./rename-json-strings.ts";

/** Where a request file or a recorded run names a node, as the path of its keys; `*` is any place of a list. */
const valuesThatNameNodes: ReadonlySet<string> = new Set([
  "entry",
  "expect.path.*",
  "expect.path_includes.*",
  "expect.path_excludes.*",
  "path.*.node",
  "path.*.next.*",
  "changes.*.node",
]);

const keysThatNameNodes = /^expect\.outcomes\.[^.]+$/;

/** Whether a string of a request file or a recorded run stands where a node is named. */
export function namesNode({ path, isKey }: JsonString): boolean {
  const place = path.map((part) => (typeof part === "number" ? "*" : part)).join(".");
  return isKey ? keysThatNameNodes.test(place) : valuesThatNameNodes.has(place);
}

/**
 * Renames a node in a request file or a recorded run, where these name nodes. The same word anywhere else is a text of
 * the request or the answer, and left.
 */
export function renameInJson(text: string, from: string, to: string): CodeEdits {
  if (!text.includes(`"${from}"`)) return { edits: [], left: [] };
  const edits: TextEdit[] = [];
  const left: Span[] = [];
  for (const found of jsonStrings(text)) {
    if (found.value !== from) continue;
    const span = { start: found.span.start + 1, end: found.span.end - 1 };
    if (namesNode(found)) edits.push({ span, text: to });
    else left.push(span);
  }
  return { edits, left };
}
