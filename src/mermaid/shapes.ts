import { closesSlanted, type LabelMode } from "./read-label.ts";

/** A bracket pair and the shape it draws; the first that fits the text wins, so longer ones come first. */
interface Bracket {
  readonly open: string;
  readonly close: string;
  readonly shape: string;
  readonly mode: LabelMode;
}

function bracket(open: string, close: string, shape: string, mode: LabelMode = "plain"): Bracket {
  return { open, close, shape, mode };
}

const brackets: readonly Bracket[] = [
  bracket("(((", ")))", "doublecircle"),
  bracket("((", "))", "circle"),
  bracket("([", "])", "stadium"),
  bracket("(-", "-)", "ellipse", "ellipse"),
  bracket("(", ")", "round"),
  bracket("[[", "]]", "subroutine"),
  bracket("[(", ")]", "cylinder"),
  bracket("[/", "/]", "lean_right", "slanted"),
  bracket("[\\", "\\]", "lean_left", "slanted"),
  bracket("[", "]", "square"),
  bracket("{{", "}}", "hexagon"),
  bracket("{", "}", "diamond"),
  bracket(">", "]", "odd"),
];

/** The bracket that opens at `at`, if one does. */
export function bracketAt(text: string, at: number): Bracket | undefined {
  return brackets.find(({ open }) => text.startsWith(open, at));
}

const closings = [")))", "))", "])", "-)", ")]", "]]", "/]", "\\]", "}}", ")", "]", "}", "|"];

/** The closing bracket at `at` as Mermaid reads it: the longest that fits. Behind `[/` and `(-` some others count as the right one. */
export function closingAt(text: string, at: number, mode: LabelMode = "plain"): string | undefined {
  if (mode === "slanted" && closesSlanted(text, at)) return text[at] === "/" ? "/]" : "\\]";
  if (mode === "ellipse" && text[at + 1] === ")" && "-/)".includes(text[at] ?? " ")) return "-)";
  return closings.find((close) => text.startsWith(close, at));
}

/** The shape of an opened bracket once its closing one is known; undefined when the two do not belong together. */
export function shapeClosedBy({ open, close, shape }: Bracket, closing: string): string | undefined {
  if (closing === close) return shape;
  if (open === "[/" && closing === "\\]") return "trapezoid";
  if (open === "[\\" && closing === "/]") return "inv_trapezoid";
  return undefined;
}

export type { Bracket };
