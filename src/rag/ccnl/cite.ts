import type { Agreement, Cited } from "./agreement.ts";
import { formatDate, type IsoDate } from "./calendar.ts";

/** Where a value stands: document, date, article. */
export function sourceOf(agreement: Agreement, { source, article }: Cited): string {
  const { title, date } = agreement.sources[source] ?? { title: agreement.name, date: agreement.from };
  return [title, formatDate(date), ...(article === undefined ? [] : [article])].join(", ");
}

/** From when to when a value holds. */
export function validityOf(
  agreement: Agreement,
  { from, to }: Cited,
): { readonly from: IsoDate; readonly to: IsoDate } {
  return { from: from ?? agreement.from, to: to ?? agreement.to };
}

/** What to say of a value that does not hold on the day asked for; undefined where it does. */
export function outOfValidity(agreement: Agreement, cited: Cited, on: IsoDate): string | undefined {
  const { from, to } = validityOf(agreement, cited);
  if (on >= from && on <= to) return undefined;
  return `I dati valgono dal ${formatDate(from)} al ${formatDate(to)} e non coprono il ${formatDate(on)}.`;
}
