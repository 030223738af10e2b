import type { FatturaAmounts, FatturaDiscount, FatturaLine, FatturaSummary } from "./fattura-totals.ts";
import { all, at, type XmlBranch } from "./xml-tree.ts";

const decimal = /^-?[0-9]+(?:\.[0-9]+)?$/;

/** An amount as written, null when it is absent. */
function amount(branch: XmlBranch | undefined, path: string): string | null {
  return at(branch, path)?.value || null;
}

function text(branch: XmlBranch | undefined, path: string): string | null {
  return at(branch, path)?.value || null;
}

function discounts(branch: XmlBranch | undefined): readonly FatturaDiscount[] {
  return all(branch, "ScontoMaggiorazione").map((discount) => ({
    kind: at(discount, "Tipo")?.value ?? "SC",
    percentage: amount(discount, "Percentuale"),
    amount: amount(discount, "Importo"),
  }));
}

function line(branch: XmlBranch): FatturaLine {
  return {
    number: text(branch, "NumeroLinea") ?? "?",
    quantity: amount(branch, "Quantita"),
    unit_price: amount(branch, "PrezzoUnitario") ?? "0",
    discounts: discounts(branch),
    total: amount(branch, "PrezzoTotale") ?? "0",
    rate: amount(branch, "AliquotaIVA") ?? "0",
    nature: text(branch, "Natura"),
  };
}

function summary(branch: XmlBranch): FatturaSummary {
  return {
    rate: amount(branch, "AliquotaIVA") ?? "0",
    nature: text(branch, "Natura"),
    charges: amount(branch, "SpeseAccessorie"),
    rounding: amount(branch, "Arrotondamento"),
    taxable: amount(branch, "ImponibileImporto") ?? "0",
    tax: amount(branch, "Imposta") ?? "0",
  };
}

function written(amounts: FatturaAmounts): readonly (string | null)[] {
  const { lines, funds, summaries, document_discounts, stamp, rounding, total } = amounts;
  const reductions = [...document_discounts, ...lines.flatMap((each) => each.discounts)];
  return [
    stamp,
    rounding,
    total,
    ...lines.flatMap((each) => [each.quantity, each.unit_price, each.total, each.rate]),
    ...reductions.flatMap((each) => [each.percentage, each.amount]),
    ...funds.flatMap((each) => [each.rate, each.amount]),
    ...summaries.flatMap((each) => [each.rate, each.charges, each.rounding, each.taxable, each.tax]),
  ];
}

/**
 * The amounts of one body of an ordinary invoice, as they are written. Null when one of them is not a number, which the
 * schema has reported already: sums over the rest would only mislead.
 */
export function readFatturaAmounts(body: XmlBranch): FatturaAmounts | null {
  const general = at(body, "DatiGenerali/DatiGeneraliDocumento");
  const goods = at(body, "DatiBeniServizi");
  const amounts: FatturaAmounts = {
    lines: all(goods, "DettaglioLinee").map(line),
    funds: all(general, "DatiCassaPrevidenziale").map((fund) => ({
      rate: amount(fund, "AliquotaIVA") ?? "0",
      nature: text(fund, "Natura"),
      amount: amount(fund, "ImportoContributoCassa") ?? "0",
    })),
    summaries: all(goods, "DatiRiepilogo").map(summary),
    document_discounts: discounts(general),
    stamp: amount(general, "DatiBollo/ImportoBollo"),
    rounding: amount(general, "Arrotondamento"),
    total: amount(general, "ImportoTotaleDocumento"),
  };
  return written(amounts).every((value) => value === null || decimal.test(value)) ? amounts : null;
}
