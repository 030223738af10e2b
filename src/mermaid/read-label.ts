import type { Label } from "./flowchart.ts";
import { linkAt, type LinkSign, type LinkToken, skipSpace } from "./links.ts";

/** What may stand in a label: `plain` in most shapes and `|…|`, `slanted` between `[/` and `/]`, `ellipse` between `(-` and `-)`. */
export type LabelMode = "plain" | "slanted" | "ellipse";

/** A label read as far as it goes. `problem` is set where the text stops being one. */
export interface ReadLabel {
  readonly start: number;
  /** Where reading stopped: at the closing sign, or at the problem. */
  readonly end: number;
  readonly value: string;
  readonly kind: Label["kind"];
  readonly empty: boolean;
  readonly problem?: "open-string" | "quote-inside" | "tildes" | undefined;
}

interface Progress {
  at: number;
  value: string;
  kind: Label["kind"];
  empty: boolean;
}

const markdownEnd = /["`]/g;

/** Where the string that opens at `at` ends: behind its content, and behind its quotes. Undefined when it is not closed. */
export function stringAt(
  text: string,
  at: number,
):
  | { readonly from: number; readonly to: number; readonly next: number; readonly markdown: boolean }
  | undefined {
  if (text[at + 1] !== "`") {
    const to = text.indexOf('"', at + 1);
    // A backtick behind the closing quote would make the two open Markdown inside the string.
    return to < 0 || text[to + 1] === "`" ? undefined : { from: at + 1, to, next: to + 1, markdown: false };
  }
  markdownEnd.lastIndex = at + 2;
  const to = markdownEnd.exec(text)?.index ?? -1;
  // Neither sign may stand inside.
  return text.startsWith('`"', to) && to >= 0
    ? { from: at + 2, to, next: to + 2, markdown: true }
    : undefined;
}

/** Reads a string at a quote. An empty one counts for nothing; a second one, or one behind other text, is a mistake. */
function readString(text: string, label: Progress): ReadLabel["problem"] {
  const string = stringAt(text, label.at);
  if (!string) return label.empty ? "open-string" : "quote-inside";
  if (string.to > string.from) {
    if (!label.empty) return "quote-inside";
    label.kind = string.markdown ? "markdown" : "string";
    label.value = text.slice(string.from, string.to);
    label.empty = false;
  }
  label.at = string.next;
  return undefined;
}

const plainRun = /[^[\](){}|"]+/y;
const slantedRun = /[^\\/[\](){}]+/y;

function runEnd(text: string, at: number, mode: LabelMode): number {
  if (mode === "ellipse") return at + 1;
  const run = mode === "plain" ? plainRun : slantedRun;
  run.lastIndex = at;
  if (run.test(text)) return run.lastIndex;
  const slash = mode === "slanted" && (text[at] === "/" || text[at] === "\\");
  return slash ? at + 1 : at;
}

/** Whether a slanted shape closes at `at`. Besides `/]` and `\]` Mermaid takes some more, where a piece of text may begin. */
export function closesSlanted(text: string, at: number): boolean {
  return text[at + 1] === "]" && "/\\()]?=".includes(text[at] ?? " ");
}

function stopsAt(text: string, at: number, mode: LabelMode): boolean {
  const character = text[at] ?? "";
  if ("[](){}".includes(character)) return true;
  if (mode === "plain") return character === "|";
  if (mode === "ellipse") return (character === "-" || character === "/") && text[at + 1] === ")";
  return closesSlanted(text, at);
}

/** Reads the inside of a shape or of `|…|` from `start`. */
export function readLabel(text: string, start: number, mode: LabelMode): ReadLabel {
  const label: Progress = { at: start, value: "", kind: "plain", empty: true };
  const parts: string[] = [];
  let problem: ReadLabel["problem"];
  while (problem === undefined && label.at < text.length && !stopsAt(text, label.at, mode)) {
    if (text[label.at] === '"') {
      problem = readString(text, label);
      continue;
    }
    if (isTildes(text, label.at)) {
      problem = "tildes";
      continue;
    }
    const end = runEnd(text, label.at, mode);
    parts.push(text.slice(label.at, end));
    label.empty = false;
    label.at = end;
  }
  return {
    start,
    end: label.at,
    value: label.value + parts.join(""),
    kind: label.kind,
    empty: label.empty,
    problem,
  };
}

// Mermaid sees an invisible link at the beginning of a label, but not further in.
function isTildes(text: string, at: number): boolean {
  const from = skipSpace(text, at);
  return text.startsWith("~~~", from);
}

/** The text of `-- text -->` and the second half of the link, if it comes. */
export interface ReadLinkText extends Omit<ReadLabel, "problem"> {
  readonly closing?: LinkToken | undefined;
  readonly problem?: "open-string" | "quote-inside" | "sign-inside" | undefined;
}

const signs: Readonly<Record<LinkSign, string>> = { dash: "-", equals: "=", dot: ".", tilde: "~" };

/** Reads on from the first half of a link, whose sign may not stand in the text unquoted. */
export function readLinkText(text: string, start: number, sign: LinkSign): ReadLinkText {
  const label: Progress = { at: start, value: "", kind: "plain", empty: true };
  const parts: string[] = [];
  let problem: ReadLinkText["problem"];
  let closing: LinkToken | undefined;
  while (label.at < text.length) {
    const from = skipSpace(text, label.at);
    const link = linkAt(text, from);
    if (link?.sign === sign) {
      closing = link;
      break;
    }
    if (from > label.at) {
      parts.push(text.slice(label.at, from));
      label.at = from;
      label.empty = false;
      continue;
    }
    const character = text[from] ?? "";
    if (character === '"') {
      const wrong = readString(text, label);
      if (wrong === undefined) continue;
      problem = wrong === "open-string" ? "open-string" : "quote-inside";
      break;
    }
    // One dash is text, two are a link; the other signs never are text.
    if (character === signs[sign] && (sign !== "dash" || text[from + 1] === "-")) {
      problem = "sign-inside";
      break;
    }
    parts.push(character);
    label.empty = false;
    label.at = from + 1;
  }
  return {
    start,
    end: label.at,
    value: label.value + parts.join(""),
    kind: label.kind,
    empty: label.empty,
    closing,
    problem,
  };
}
