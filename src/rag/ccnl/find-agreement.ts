import { nearest } from "../../diagnostics/nearest.ts";
import { splitWords } from "../language/words.ts";
import type { Agreement } from "./agreement.ts";
import type { IsoDate } from "./calendar.ts";

const spaced = (text: string): string => ` ${splitWords(text).join(" ")} `;
const namesOf = ({ id, short, name, aliases }: Agreement): readonly string[] => [id, short, name, ...aliases];

/** The version that holds on a day; the last one when none does. */
function versionOn(versions: readonly Agreement[], on: IsoDate): Agreement | undefined {
  return (
    versions.find(({ from, to }) => from <= on && on <= to) ??
    versions.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)
  );
}

/** The agreement that a text names as words of its own, in the version of a day; the longest name wins. */
export function agreementIn(
  text: string,
  agreements: readonly Agreement[],
  on: IsoDate,
): Agreement | undefined {
  const words = spaced(text);
  const [best] = agreements
    .flatMap((agreement) => namesOf(agreement).map((name) => ({ id: agreement.id, name: spaced(name) })))
    .filter(({ name }) => words.includes(name))
    .toSorted((a, b) => b.name.length - a.name.length);
  return best === undefined
    ? undefined
    : versionOn(
        agreements.filter(({ id }) => id === best.id),
        on,
      );
}

/** A name without what every agreement is called. */
const plain = (text: string): string =>
  spaced(text)
    .replace(/^ (?:ccnl|contratto) /, " ")
    .trim();

/** The agreement whose name is most like the one given, where one is near enough to be what was meant. */
export function nearestAgreement(name: string, agreements: readonly Agreement[]): Agreement | undefined {
  const known = new Map(
    agreements.flatMap((one) => namesOf(one).map((alias) => [plain(alias), one] as const)),
  );
  return known.get(nearest(plain(name), known.keys()) ?? "");
}
