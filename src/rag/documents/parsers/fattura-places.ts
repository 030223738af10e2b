import { groupOf, type TotalDifference } from "./fattura-totals.ts";
import { reachOf } from "./places.ts";
import { all, at, type XmlBranch } from "./xml-tree.ts";
import type { TextSpan } from "../types.ts";

/** Where values of an invoice stand, as a field or a finding carries it. */
export interface XmlPlace {
  readonly page: 1;
  readonly line: number | undefined;
  readonly span: TextSpan | null;
}

/** From the first to the last of some values. */
export function valuesPlace(values: readonly (XmlBranch | undefined)[]): XmlPlace {
  const known = values.filter((value) => value !== undefined);
  const reach = reachOf(known.flatMap(({ span }) => (span === null ? [] : [{ page: 1, span }])));
  return { page: 1, line: known[0]?.line, span: reach?.span ?? null };
}

function groupAt(branch: XmlBranch): string {
  const nature = at(branch, "Natura")?.value;
  return groupOf({ rate: at(branch, "AliquotaIVA")?.value || "0", nature: nature || null });
}

/** The written amount that a difference is about; where a summary is missing, the lines that it should sum. */
export function differencePlace(
  body: XmlBranch,
  { what, which, written }: Pick<TotalDifference, "what" | "which" | "written">,
): XmlPlace {
  const goods = at(body, "DatiBeniServizi");
  const lines = all(goods, "DettaglioLinee");
  const own = all(goods, "DatiRiepilogo").filter((summary) => groupAt(summary) === which);
  switch (what) {
    case "line":
      return valuesPlace(
        lines
          .filter((line) => (at(line, "NumeroLinea")?.value || "?") === which)
          .map((line) => at(line, "PrezzoTotale"))
          .filter((value) => (value?.value || "0") === written)
          .slice(0, 1),
      );
    case "taxable":
      return valuesPlace(own.map((summary) => at(summary, "ImponibileImporto")));
    case "tax":
      return valuesPlace(
        own
          .map((summary) => at(summary, "Imposta"))
          .filter((value) => value?.value === written)
          .slice(0, 1),
      );
    case "missing-summary":
      return valuesPlace(
        lines.filter((line) => groupAt(line) === which).map((line) => at(line, "PrezzoTotale")),
      );
    case "total":
      return valuesPlace([at(body, "DatiGenerali/DatiGeneraliDocumento/ImportoTotaleDocumento")]);
    default:
      return what satisfies never;
  }
}
