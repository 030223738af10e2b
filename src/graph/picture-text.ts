import type { NodeKind } from "./graph.ts";

/** What stands around a label in a picture, by what the node does. Error steps are told from others by their class. */
export const kindBrackets: Readonly<Record<NodeKind, readonly [open: string, close: string]>> = {
  startEnd: ["([", "])"],
  process: ["[", "]"],
  decision: ["{", "}"],
  error: ["[", "]"],
};

/** A label's text as it may stand between quotes. Mermaid knows no backslash there, and reads a `#` as what begins an entity. */
export function escapedLabel(text: string): string {
  return text.replaceAll("#", "#35;").replaceAll('"', "#quot;");
}

/** A label between quotes. */
export function quotedLabel(text: string): string {
  return `"${escapedLabel(text)}"`;
}
