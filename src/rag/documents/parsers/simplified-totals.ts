import { Decimal } from "decimal.js";

import { italianMoney } from "../../language/italian-number.ts";
import type { DocumentIssue } from "../types.ts";
import { all, at, type XmlBranch } from "./xml-tree.ts";

const Money = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

function number(branch: XmlBranch, path: string): string | null {
  const value = at(branch, path)?.value;
  return value !== undefined && /^-?[0-9]+(?:\.[0-9]+)?$/.test(value) ? value : null;
}

/**
 * Sums a simplified invoice: its amounts hold the tax (art. 21-bis D.P.R. 633/1972), and say either the tax or the rate
 * it is worked out of. Where both are written they must agree to the cent.
 */
export function recomputeSimplified(
  body: XmlBranch,
  currency: string,
): {
  readonly total: string;
  readonly tax: string;
  readonly issues: readonly DocumentIssue[];
} {
  let total = new Money(0);
  let tax = new Money(0);
  const issues: DocumentIssue[] = [];
  for (const goods of all(body, "DatiBeniServizi")) {
    const amount = new Money(number(goods, "Importo") ?? 0);
    const rate = number(goods, "DatiIVA/Aliquota");
    const written = number(goods, "DatiIVA/Imposta");
    const worked =
      rate === null ? null : amount.times(rate).div(new Money(rate).plus(100)).toDecimalPlaces(2);
    total = total.plus(amount);
    tax = tax.plus(written ?? worked ?? 0);
    if (written === null || worked === null || worked.equals(written)) continue;
    const money = (value: Decimal) => italianMoney(value.toFixed(2), currency);
    const difference = new Money(written).minus(worked);
    const message = `imposta: scritta ${italianMoney(written, currency)}, ricalcolata dall'aliquota ${money(worked)}, differenza di ${money(difference)}`;
    const { line, span } = at(goods, "DatiIVA/Imposta") ?? goods;
    issues.push({
      severity: "warning",
      code: "total-differs",
      message,
      line,
      page: 1,
      span: span ?? undefined,
    });
  }
  return { total: total.toFixed(2), tax: tax.toFixed(2), issues };
}
