import type { Arrow, Stroke } from "./flowchart.ts";
import { isSpace } from "./characters.ts";

/** The sign a link is drawn with: `-->`, `==>`, `-.->`, `~~~`. */
export type LinkSign = "dash" | "equals" | "dot" | "tilde";

/** A link token, or the beginning of a link with text: `-->`, `-- text`. Offsets; the white space around it belongs to it. */
export interface LinkToken {
  /** From the first sign to behind the last. */
  readonly start: number;
  readonly end: number;
  /** Behind the white space that follows. */
  readonly next: number;
  readonly sign: LinkSign;
  /** Whether a text follows and a second half: `-- text -->`. */
  readonly opens: boolean;
}

/** The first place from `from` on that is no white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function runEnd(text: string, from: number, sign: string): number {
  let at = from;
  while (text[at] === sign) at++;
  return at;
}

function isEnd(character: string | undefined): boolean {
  return character === "x" || character === "o" || character === ">";
}

function whole(text: string, sign: LinkSign, start: number, end: number): LinkToken {
  return { start, end, next: skipSpace(text, end), sign, opens: false };
}

/** The whole link that begins at `start` (white space already skipped), if one does. */
export function linkAt(text: string, start: number): LinkToken | undefined {
  const first = text[start];
  if (first === "~") {
    const end = runEnd(text, start, "~");
    return end - start >= 3 ? whole(text, "tilde", start, end) : undefined;
  }
  const line = first === "x" || first === "o" || first === "<" ? start + 1 : start;
  const sign = text[line];
  if (sign === "-" || sign === "=") {
    const named = sign === "-" ? "dash" : "equals";
    const end = runEnd(text, line, sign);
    if (end - line >= 2 && isEnd(text[end])) return whole(text, named, start, end + 1);
    if (end - line >= 3) return whole(text, named, start, end);
  }
  const dots = sign === "-" ? line + 1 : line;
  const dotsEnd = runEnd(text, dots, ".");
  if (dotsEnd === dots || text[dotsEnd] !== "-") return undefined;
  return whole(text, "dot", start, isEnd(text[dotsEnd + 1]) ? dotsEnd + 2 : dotsEnd + 1);
}

/** `--`, `==` or `-.` with a text to follow, if one begins at `start`. Ask for a whole link first. */
export function linkOpeningAt(text: string, start: number): LinkToken | undefined {
  const first = text[start];
  const line = first === "x" || first === "o" || first === "<" ? start + 1 : start;
  const signs = text.slice(line, line + 2);
  const sign = signs === "--" ? "dash" : signs === "==" ? "equals" : signs === "-." ? "dot" : undefined;
  return sign && { start, end: line + 2, next: skipSpace(text, line + 2), sign, opens: true };
}

/** What a link looks like. `agrees` is false when the two ends of a link with text do not fit, which Mermaid cannot draw. */
export interface LinkLook {
  readonly stroke: Stroke;
  readonly startArrow: Arrow;
  readonly endArrow: Arrow;
  readonly length: number;
  readonly agrees: boolean;
}

const arrows: Readonly<Record<string, Arrow>> = { x: "cross", o: "circle", ">": "point", "<": "point" };

// The first sign decides, so a letter swallowed in front of it makes a thick link look thin.
function strokeOf(line: string): Stroke {
  if (line.includes(".")) return "dotted";
  if (line.startsWith("~")) return "invisible";
  return line.startsWith("=") ? "thick" : "normal";
}

// Mermaid caps it; the layout has no use for more.
const longest = 10;

/** Reads a link from its signs; `opening` is the part before the text of `-- text -->`. */
export function readLink(closing: string, opening?: string): LinkLook {
  const last = closing.at(-1) ?? "";
  const first = closing[0] ?? "";
  const endArrow = arrows[last] ?? "none";
  const opposite = arrows[first] ?? "none";
  // A start that differs from the end (`x-->`) is not drawn, its sign counts as one more dash.
  const bothEnds = opposite !== "none" && opposite === endArrow;
  const line = closing.slice(bothEnds ? 1 : 0, -1);
  const dots = line.split(".").length - 1;
  const length = Math.min(longest, dots > 0 ? dots : line.length - 1);
  const stroke = strokeOf(line);
  if (opening === undefined)
    return { stroke, startArrow: bothEnds ? endArrow : "none", endArrow, length, agrees: true };
  const startArrow = arrows[opening[0] ?? ""] ?? "none";
  const drawn = strokeOf(startArrow === "none" ? opening : opening.slice(1));
  const agrees = drawn === stroke && (startArrow === "none" || (startArrow === endArrow && !bothEnds));
  const start = startArrow === "none" && bothEnds ? endArrow : startArrow;
  return { stroke: drawn, startArrow: start, endArrow, length, agrees };
}
