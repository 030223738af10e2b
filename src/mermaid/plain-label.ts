import { decodeEntities } from "./entities.ts";
import type { Label } from "./flowchart.ts";

const tags = /<\/?[A-Za-z][^<>]*>|\\n/g;
const marks = /(\*\*|__|\*|(?<!\w)_|_(?!\w)|`)/g;
const stepPrefix = /^S\d+\s*[·•∙:|.–—-]\s*/;

/**
 * A label as two of them are compared: without tags, Markdown marks, quotes around it and a `S105 · ` in front, entities
 * decoded, one space between words. Takes what the parser gives or a plain text, such as the registry's.
 */
export function plainLabel(label: Label | string): string {
  const text = typeof label === "string" ? decodeEntities(label) : label.text;
  const markdown = typeof label === "string" ? /^"?`[\s\S]*`"?$/.test(label) : label.kind === "markdown";
  const untagged = text.replace(tags, " ");
  const unmarked = markdown ? untagged.replace(marks, "") : untagged;
  const spaced = unmarked.replace(/\s{2,}|[^\S ]/g, " ").trim();
  const unquoted = /^"[^"]*"$/.test(spaced) ? spaced.slice(1, -1).trim() : spaced;
  return unquoted.replace(stepPrefix, "").trim();
}
