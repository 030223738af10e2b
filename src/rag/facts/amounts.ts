import { wholeWords, type FactKind } from "./fact-kind.ts";
import { decimalOf, number, shiftDecimal, shortest, withCents } from "./numbers.ts";

const multiplier = String.raw`(?:\s?(?:mila|k(?![a-z])|mln|milion[ei]|miliard[oi])(?: di)?)`;
const places: readonly (readonly [RegExp, number])[] = [
  [/mila|k/i, 3],
  [/mln|milion/i, 6],
  [/miliard/i, 9],
];

/** `1500.50 EUR`. */
export const money: FactKind = {
  patterns: [
    new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:€|EUR|euro)\s?(?:${number})${multiplier}?(?![\p{L}\p{N}])`,
      "giu",
    ),
    new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${number})${multiplier}?\s?(?:€|(?:EUR|euro)(?![\p{L}\p{N}]))`,
      "giu",
    ),
  ],
  canonical(text) {
    const bare = text.replace(/euro?|€/gi, "");
    const amount = new RegExp(number).exec(bare);
    if (amount === null) return undefined;
    const unit = bare.slice(amount.index + amount[0].length);
    const shift = places.find(([pattern]) => pattern.test(unit))?.[1] ?? 0;
    return `${withCents(shiftDecimal(decimalOf(amount[0]), shift))} EUR`;
  },
};

/** `22%`, `5.5%`. */
export const percentage: FactKind = {
  patterns: [
    new RegExp(String.raw`(?<![\p{L}\p{N}.,])(?:${number})\s?(?:%|(?:per\s?cento)(?![\p{L}\p{N}]))`, "giu"),
  ],
  canonical(text) {
    const amount = new RegExp(number).exec(text)?.[0];
    return amount === undefined ? undefined : `${shortest(decimalOf(amount))}%`;
  },
};

/** A code of the F24 form (`6099`), or of an activity (`ATECO 62.01.00`). */
export const taxCode: FactKind = {
  patterns: [
    wholeWords(
      String.raw`(?:codic[ei] )?tribut[oi](?: n\.?)? [0-9]{4}|causale (?:contributo )?[A-Z]{2,4}[0-9]{0,2}`,
    ),
    wholeWords(String.raw`(?:codice )?ateco (?:[0-9]{2}(?:\.[0-9]{1,2}){0,2})`),
  ],
  canonical(text) {
    const ateco = /ateco\s+([0-9.]+)/i.exec(text)?.[1];
    if (ateco !== undefined) return `ATECO ${ateco}`;
    return text.split(/\s+/).at(-1)?.toUpperCase();
  },
};
