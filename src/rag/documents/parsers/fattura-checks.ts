import { italianMoney } from "../../language/italian-number.ts";
import { hasVatCheckDigit } from "../../pii/check-digits.ts";
import { italianValue } from "../italian-value.ts";
import type { DocumentIssue } from "../types.ts";
import { retiredNature } from "./fattura-codes.ts";
import type { TotalDifference } from "./fattura-totals.ts";
import { all, at, type XmlBranch } from "./xml-tree.ts";

function issue(
  severity: DocumentIssue["severity"],
  code: string,
  message: string,
  { line, span }: Pick<XmlBranch, "line" | "span">,
): DocumentIssue {
  return { severity, code, message, line, page: 1, span: span ?? undefined };
}

/** A rate of zero needs a reason, any other has none (checks 00400, 00401, 00429, 00430). */
function checkNature(branch: XmlBranch, date: string): readonly DocumentIssue[] {
  const rate = at(branch, "AliquotaIVA");
  const nature = at(branch, "Natura");
  if (rate === undefined) return [];
  const isZero = /^0+(?:\.0+)?$/.test(rate.value);
  if (isZero && nature === undefined) {
    return [issue("error", "nature-missing", "con `AliquotaIVA` 0.00 serve `Natura` (da N1 a N7)", rate)];
  }
  if (!isZero && nature !== undefined) {
    const message = `con \`AliquotaIVA\` ${rate.value} non è ammessa \`Natura\` (${nature.value})`;
    return [issue("error", "nature-not-allowed", message, nature)];
  }
  if (nature !== undefined && retiredNature.has(nature.value) && date >= "2021-01-01") {
    const message = `\`Natura\` ${nature.value} non è più ammessa dal 2021: serve un sottocodice, per esempio ${nature.value}.1`;
    return [issue("error", "nature-retired", message, nature)];
  }
  return [];
}

function checkVatNumber(branch: XmlBranch | undefined, who: string): readonly DocumentIssue[] {
  const id = at(branch, "DatiAnagrafici/IdFiscaleIVA") ?? at(branch, "IdFiscaleIVA");
  const code = at(id, "IdCodice");
  if (at(id, "IdPaese")?.value !== "IT" || code === undefined) return [];
  if (/^[0-9]{11}$/.test(code.value) && hasVatCheckDigit(code.value)) return [];
  const message = `la partita IVA del ${who} \`${code.value}\` non ha 11 cifre con la cifra di controllo giusta`;
  return [issue("warning", "vat-number-check-digit", message, code)];
}

/** What the schema cannot express: codes that exclude each other, check digits. */
export function checkFattura(root: XmlBranch, version: string | null): readonly DocumentIssue[] {
  const header = at(root, "FatturaElettronicaHeader");
  const format = at(header, "DatiTrasmissione/FormatoTrasmissione");
  const recipient = at(header, "DatiTrasmissione/CodiceDestinatario");
  const issues: DocumentIssue[] = [];
  if (format !== undefined && version !== null && format.value !== version) {
    const message = `\`FormatoTrasmissione\` ${format.value} non coincide con l'attributo \`versione\` ${version}`;
    issues.push(issue("error", "format-mismatch", message, format));
  }
  const length = format?.value === "FPA12" ? 6 : 7;
  if (format !== undefined && recipient !== undefined && recipient.value.length !== length) {
    const message = `\`CodiceDestinatario\` \`${recipient.value}\`: con il formato ${format.value} servono ${length} caratteri`;
    issues.push(issue("error", "recipient-code-length", message, recipient));
  }
  issues.push(...checkVatNumber(at(header, "CedentePrestatore"), "cedente"));
  issues.push(...checkVatNumber(at(header, "CessionarioCommittente"), "cessionario"));
  for (const body of all(root, "FatturaElettronicaBody")) {
    const date = at(body, "DatiGenerali/DatiGeneraliDocumento/Data")?.value ?? "";
    const goods = at(body, "DatiBeniServizi");
    const places = [...all(goods, "DettaglioLinee"), ...all(goods, "DatiRiepilogo")];
    issues.push(...places.flatMap((place) => checkNature(place, date)));
  }
  return issues;
}

/** `22.00` is `22,00 %`, `0.00 N4` is `0,00 % N4`. */
function groupName(group: string): string {
  const [rate = "", ...nature] = group.split(" ");
  return [italianValue(rate, "%"), ...nature].join(" ");
}

const subjects = {
  line: (which: string) => `prezzo totale della linea ${which} (\`PrezzoTotale\`)`,
  taxable: (which: string) => `imponibile del riepilogo IVA ${groupName(which)} (\`ImponibileImporto\`)`,
  tax: (which: string) => `imposta del riepilogo IVA ${groupName(which)} (\`Imposta\`)`,
  "missing-summary": (which: string) => `manca il riepilogo IVA ${groupName(which)}, imponibile`,
  total: () => "importo totale del documento (`ImportoTotaleDocumento`)",
} as const;

/** A difference in words: within the tolerance of the exchange system it is a remark, beyond it a warning. */
export function describeDifference(
  { what, which, written, computed, difference, beyond_tolerance }: TotalDifference,
  currency: string,
): DocumentIssue {
  const money = (amount: string) => italianMoney(amount, currency);
  const amounts = `scritto ${money(written)}, ricalcolato ${money(computed)}, differenza di ${money(difference)}`;
  const message = `${subjects[what](which)}: ${amounts}${beyond_tolerance ? "" : ", entro la tolleranza"}`;
  return { severity: beyond_tolerance ? "warning" : "info", code: "total-differs", message };
}
