import { lineEndFrom } from "./characters.ts";
import type { Direction } from "./flowchart.ts";

/** Where `direction LR` and the like stand in a text. Mermaid takes the whole rest of such a line for the statement. */
export interface DirectionWords {
  readonly found: readonly { readonly start: number; readonly end: number; readonly direction: Direction }[];
  /** The first one not yet passed. */
  cursor: number;
  /** The end of the line looked at last. */
  lineBreak: number;
  /** Set by `directionAhead`: the end of the line that is taken, and what it says. */
  lineEnd: number;
  direction: Direction;
  /** Where the words themselves begin. */
  wordsStart: number;
}

const words = /direction\s+(TB|TD|BT|RL|LR)/g;

/** Finds them all, once for a text. */
export function findDirectionWords(text: string): DirectionWords {
  const found = Array.from(text.matchAll(words), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    direction: directionNamed(match[1] ?? "TB"),
  }));
  return { found, cursor: 0, lineBreak: -1, lineEnd: 0, direction: "TB", wordsStart: 0 };
}

/** `TD`, `v` and the other spellings, as the four that are told apart. `BR`, which Mermaid reads and does not draw, counts as `TB`. */
export function directionNamed(name: string): Direction {
  switch (name) {
    case "LR":
    case ">":
      return "LR";
    case "RL":
    case "<":
      return "RL";
    case "BT":
    case "^":
      return "BT";
    default:
      return "TB";
  }
}

/** Makes ready to ask from a place further left again. */
export function goBack(state: DirectionWords, at: number): void {
  while ((state.found[state.cursor - 1]?.start ?? -1) >= at) state.cursor--;
  state.lineBreak = -1;
}

// When a line names several, Mermaid looks for them in this order.
const order: readonly Direction[] = ["TB", "BT", "RL", "LR"];

/** Whether the words stand on the rest of the line from `at`; asked from left to right. */
export function directionAhead(state: DirectionWords, text: string, at: number): boolean {
  const { found } = state;
  while ((found[state.cursor]?.start ?? Infinity) < at) state.cursor++;
  const first = found[state.cursor];
  if (!first) return false;
  if (at > state.lineBreak) state.lineBreak = lineEndFrom(text, at);
  const lineEnd = state.lineBreak;
  if (first.start > lineEnd) return false;
  let taken = first;
  for (let i = state.cursor + 1; (found[i]?.start ?? Infinity) < lineEnd; i++) {
    const other = found[i];
    if (other && order.indexOf(other.direction) <= order.indexOf(taken.direction)) taken = other;
  }
  state.lineEnd = lineEndFrom(text, taken.end);
  state.direction = taken.direction;
  state.wordsStart = taken.start;
  return true;
}
