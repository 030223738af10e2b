import { nearest } from "../../diagnostics/nearest.ts";
import { fold } from "../language/words.ts";
import type { Agreement, Level } from "./agreement.ts";

const ordinals = ["primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo"];
const romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
const numbers: ReadonlyMap<string, string> = new Map(
  [ordinals, ordinals.map((word) => word.replace(/o$/, "a")), romans].flatMap((words) =>
    words.map((word, index) => [word, String(index + 1)] as const),
  ),
);
const level = /^(?:livell[oi]|liv)$/;

function tokens(text: string): readonly string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  // `4°` folds to `4o` where the sign decomposes.
  return words.map((word) => word.replace(/^(\d+)[oaª°]$/u, "$1"));
}

/** One spelling for the many of a level: `quarto livello`, `4° liv.` and `IV` are `4`, `terzo super` is `3s`. */
function canonical(words: readonly string[]): string {
  return words
    .filter((word) => !level.test(word))
    .map((word) => numbers.get(word) ?? (word === "super" ? "s" : word))
    .join("");
}

function namesOf({ id, label, names }: Level): readonly string[] {
  return [id, label.replace(/ \(.*\)$/, ""), ...names];
}

function byName(agreement: Agreement): ReadonlyMap<string, Level> {
  return new Map(
    agreement.levels.flatMap((one) => namesOf(one).map((name) => [canonical(tokens(name)), one] as const)),
  );
}

/** The level that somebody means by a name, and otherwise the one whose name is nearest. */
export function findLevel(
  agreement: Agreement,
  name: string,
): { readonly level: Level | undefined; readonly near: string | undefined } {
  const known = byName(agreement);
  const wanted = canonical(tokens(name));
  const found = known.get(wanted);
  return {
    level: found,
    near: found === undefined ? known.get(nearest(wanted, known.keys()) ?? "")?.label : undefined,
  };
}

/**
 * The level that a question names, if it names one: a number only beside the word `livello`, since a question has other
 * numbers; a name such as `C3`, `quadri` or `operaio comune` anywhere. The longest name wins: `terzo super` is not `terzo`.
 */
export function levelIn(agreement: Agreement, question: string): Level | undefined {
  const known = byName(agreement);
  const words = tokens(question);
  for (let length = 4; length > 0; length--) {
    for (let at = 0; at + length <= words.length; at++) {
      const part = words.slice(at, at + length);
      const found = known.get(canonical(part));
      if (found === undefined) continue;
      const beside = [words[at - 1], ...part, words[at + length]].some(
        (word) => word !== undefined && level.test(word),
      );
      const isPlain = part.every((word) => numbers.has(word) || /^\d+$/.test(word) || word.length < 2);
      if (beside || !isPlain) return found;
    }
  }
  return undefined;
}
