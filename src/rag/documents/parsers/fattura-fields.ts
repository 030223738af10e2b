import type { ParsedField } from "../types.ts";
import { documentKinds } from "./fattura-codes.ts";
import { all, at, type XmlBranch } from "./xml-tree.ts";

/** `[name, label, path, unit]`, the path below the element that the list is read from. */
type Entry = readonly [name: string, label: string, path: string, unit?: "money" | "%"];

const transmission: readonly Entry[] = [
  ["format", "Formato di trasmissione", "FormatoTrasmissione"],
  ["sending_number", "Progressivo di invio", "ProgressivoInvio"],
  ["recipient_code", "Codice destinatario", "CodiceDestinatario"],
  ["recipient_pec", "PEC destinatario", "PECDestinatario"],
];

/** Simplified invoices write the same data one level higher, hence two paths for some names. */
const party: readonly Entry[] = [
  ["country", "Paese", "DatiAnagrafici/IdFiscaleIVA/IdPaese"],
  ["vat_number", "Partita IVA", "DatiAnagrafici/IdFiscaleIVA/IdCodice"],
  ["tax_code", "Codice fiscale", "DatiAnagrafici/CodiceFiscale"],
  ["name", "Denominazione", "DatiAnagrafici/Anagrafica/Denominazione"],
  ["first_name", "Nome", "DatiAnagrafici/Anagrafica/Nome"],
  ["last_name", "Cognome", "DatiAnagrafici/Anagrafica/Cognome"],
  ["tax_regime", "Regime fiscale", "DatiAnagrafici/RegimeFiscale"],
  ["country", "Paese", "IdFiscaleIVA/IdPaese"],
  ["vat_number", "Partita IVA", "IdFiscaleIVA/IdCodice"],
  ["tax_code", "Codice fiscale", "CodiceFiscale"],
  ["name", "Denominazione", "Denominazione"],
  ["first_name", "Nome", "Nome"],
  ["last_name", "Cognome", "Cognome"],
  ["tax_regime", "Regime fiscale", "RegimeFiscale"],
  ["vat_number", "Partita IVA", "IdentificativiFiscali/IdFiscaleIVA/IdCodice"],
  ["tax_code", "Codice fiscale", "IdentificativiFiscali/CodiceFiscale"],
  ["name", "Denominazione", "AltriDatiIdentificativi/Denominazione"],
  ["first_name", "Nome", "AltriDatiIdentificativi/Nome"],
  ["last_name", "Cognome", "AltriDatiIdentificativi/Cognome"],
  ["address", "Indirizzo", "Sede/Indirizzo"],
  ["postcode", "CAP", "Sede/CAP"],
  ["city", "Comune", "Sede/Comune"],
  ["province", "Provincia", "Sede/Provincia"],
];

const document: readonly Entry[] = [
  ["document_type", "Tipo documento", "TipoDocumento"],
  ["currency", "Divisa", "Divisa"],
  ["date", "Data", "Data"],
  ["number", "Numero", "Numero"],
  ["total", "Importo totale documento", "ImportoTotaleDocumento", "money"],
  ["rounding", "Arrotondamento", "Arrotondamento", "money"],
  ["stamp_duty", "Bollo", "DatiBollo/ImportoBollo", "money"],
];

const withholding: readonly Entry[] = [
  ["type", "Tipo ritenuta", "TipoRitenuta"],
  ["amount", "Importo ritenuta", "ImportoRitenuta", "money"],
  ["rate", "Aliquota ritenuta", "AliquotaRitenuta", "%"],
];

const fund: readonly Entry[] = [
  ["type", "Tipo cassa previdenziale", "TipoCassa"],
  ["amount", "Contributo cassa", "ImportoContributoCassa", "money"],
  ["vat_rate", "Aliquota IVA del contributo", "AliquotaIVA", "%"],
];

const lineEntries: readonly Entry[] = [
  ["number", "Numero linea", "NumeroLinea"],
  ["description", "Descrizione", "Descrizione"],
  ["quantity", "Quantità", "Quantita"],
  ["unit_price", "Prezzo unitario", "PrezzoUnitario", "money"],
  ["amount", "Prezzo totale", "PrezzoTotale", "money"],
  ["vat_rate", "Aliquota IVA", "AliquotaIVA", "%"],
  ["vat_nature", "Natura", "Natura"],
  ["amount", "Importo", "Importo", "money"],
  ["vat_amount", "Imposta", "DatiIVA/Imposta", "money"],
  ["vat_rate", "Aliquota IVA", "DatiIVA/Aliquota", "%"],
];

const summary: readonly Entry[] = [
  ["vat_rate", "Aliquota IVA", "AliquotaIVA", "%"],
  ["vat_nature", "Natura", "Natura"],
  ["taxable", "Imponibile", "ImponibileImporto", "money"],
  ["tax", "Imposta", "Imposta", "money"],
  ["due", "Esigibilità IVA", "EsigibilitaIVA"],
];

const payment: readonly Entry[] = [
  ["method", "Modalità di pagamento", "ModalitaPagamento"],
  ["due_date", "Scadenza", "DataScadenzaPagamento"],
  ["amount", "Importo", "ImportoPagamento", "money"],
  ["iban", "IBAN", "IBAN"],
];

function read(
  branch: XmlBranch | undefined,
  prefix: string,
  about: string,
  entries: readonly Entry[],
): ParsedField[] {
  const fields: ParsedField[] = [];
  for (const [name, label, path, unit] of entries) {
    const leaf = at(branch, path);
    if (leaf === undefined || leaf.value === "") continue;
    const { value, line, span } = leaf;
    const full = about === "" ? label : `${label} (${about})`;
    fields.push({ name: `${prefix}${name}`, value, label: full, page: 1, span, line, unit, confidence: 1 });
  }
  return fields;
}

function readEach(
  branches: readonly XmlBranch[],
  list: string,
  about: string,
  entries: readonly Entry[],
): ParsedField[] {
  return branches.flatMap((branch, i) => read(branch, `${list}[${i + 1}].`, `${about} ${i + 1}`, entries));
}

function withKind(fields: readonly ParsedField[]): readonly ParsedField[] {
  return fields.flatMap((field) => {
    const kind = field.name.endsWith("document_type") ? documentKinds.get(field.value) : undefined;
    const name = `${field.name}_name`;
    return kind === undefined
      ? [field]
      : [field, { ...field, name, value: kind, label: "Genere del documento" }];
  });
}

/** The currency of an invoice. */
export function currencyOf(body: XmlBranch): string {
  const written = at(body, "DatiGenerali/DatiGeneraliDocumento/Divisa")?.value ?? "";
  return /^[A-Z]{3}$/.test(written) ? written : "EUR";
}

/** The fields of one body. A file with several invoices prefixes those of the others with `invoice[2].`, and so on. */
function readBody(body: XmlBranch, at0: number): readonly ParsedField[] {
  const general = at(body, "DatiGenerali/DatiGeneraliDocumento");
  const goods = all(body, "DatiBeniServizi");
  const detailed = at(goods[0], "DettaglioLinee") !== undefined;
  const details = all(body, "DatiPagamento").flatMap((terms) => all(terms, "DettaglioPagamento"));
  const currency = currencyOf(body);
  const fields = [
    ...read(general, "", "", document),
    ...readEach(all(general, "Causale"), "reason", "causale", [["text", "Causale", ""]]),
    ...readEach(all(general, "DatiRitenuta"), "withholding", "ritenuta", withholding),
    ...readEach(all(general, "DatiCassaPrevidenziale"), "fund", "cassa", fund),
    ...readEach(detailed ? all(goods[0], "DettaglioLinee") : goods, "line", "linea", lineEntries),
    ...readEach(all(goods[0], "DatiRiepilogo"), "vat", "riepilogo", summary),
    ...readEach(details, "payment", "pagamento", payment),
  ].map((field) => (field.unit === "money" ? { ...field, unit: currency } : field));
  return at0 === 0
    ? fields
    : fields.map((field) => ({ ...field, name: `invoice[${at0 + 1}].${field.name}` }));
}

/** Header, parties, lines, VAT summary and payments of an electronic invoice. */
export function readFatturaFields(root: XmlBranch): readonly ParsedField[] {
  const header = at(root, "FatturaElettronicaHeader");
  return withKind([
    ...read(at(header, "DatiTrasmissione"), "", "", transmission),
    ...read(at(header, "CedentePrestatore"), "seller.", "cedente", party),
    ...read(at(header, "CessionarioCommittente"), "buyer.", "cessionario", party),
    ...all(root, "FatturaElettronicaBody").flatMap(readBody),
  ]);
}
