import { Decimal, decimalOf, formatEuro, formatExactEuro, formatNumber } from "../decimal.ts";
import type { RequestOf } from "../request.ts";
import { type Calculation, given } from "./calculation.ts";

const law = "Codice civile, art. 2120";
const contributionLaw = "Legge 29 maggio 1982, n. 297, art. 3";

/**
 * What a year adds to the TFR. Art. 2120 of the civil code: the year's pay by 13.5, less the 0.5 % of that pay that goes to
 * the pension fund; the fund of the year before grows by 1.5 % a year, by twelfths, and by 75 % of the rise of prices.
 */
export function tfr(request: RequestOf<"tfr">): Calculation {
  const pay = decimalOf(request.annual_pay);
  const fund = decimalOf(request.previous_fund);
  const inflation = decimalOf(request.inflation);
  const { months } = request;
  const quota = pay.div("13.5");
  const contribution = pay.times("0.005");
  const rate = new Decimal("1.5").times(months).div(12).plus(inflation.times("0.75"));
  const growth = fund.times(rate).div(100);
  const total = fund.plus(growth).plus(quota).minus(contribution);
  return {
    kind: "calculation",
    title: "TFR maturato",
    result: `${formatEuro(quota.minus(contribution).plus(growth))} nell'anno, ${formatEuro(total)} in tutto`,
    formula:
      "retribuzione annua / 13,5 − 0,5 % della retribuzione + fondo precedente × (1,5 % × mesi / 12 + 75 % dell'inflazione)",
    steps: [
      `quota: ${formatEuro(pay)} / 13,5 = ${formatExactEuro(quota)}`,
      `contributo: ${formatEuro(pay)} × 0,5 % = ${formatExactEuro(contribution)}`,
      `tasso: 1,5 % × ${months} / 12 + 75 % × ${formatNumber(inflation)} % = ${formatNumber(rate)} %`,
      `rivalutazione: ${formatEuro(fund)} × ${formatNumber(rate)} % = ${formatExactEuro(growth)}`,
    ],
    inputs: [
      { name: "retribuzione utile dell'anno", value: formatEuro(pay), source: given },
      { name: "fondo al 31 dicembre precedente", value: formatEuro(fund), source: given },
      { name: "inflazione (indice FOI)", value: `${formatNumber(inflation)} %`, source: given },
      { name: "mesi di rivalutazione", value: String(months), source: given },
    ],
    source: `${law}; ${contributionLaw}`,
    notes: ["Al lordo dell'imposta sostitutiva sulla rivalutazione."],
  };
}
