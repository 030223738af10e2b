import type { Label } from "../mermaid/flowchart.ts";
import { plainLabel } from "../mermaid/plain-label.ts";

/** A label as diagram and registry are compared: plain, and without any quotes, which YAML and Mermaid need differently. */
export function comparableLabel(label: Label | string): string {
  return plainLabel(label)
    .replace(/["'`“”‘’«»]/g, "")
    .replace(/\s{2,}|[^\S ]/g, " ")
    .trim();
}
