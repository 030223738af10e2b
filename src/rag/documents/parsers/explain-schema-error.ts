import type { ErrorDetail } from "libxml2-wasm";

import type { DocumentIssue } from "../types.ts";
import type { XmlBranch } from "./xml-tree.ts";

const maxListed = 30;

/** What the specification demands of elements whose pattern says little to a person. */
const formats: ReadonlyMap<string, string> = new Map([
  ["Data", "una data AAAA-MM-GG"],
  ["CAP", "un codice di cinque cifre"],
  ["IBAN", "un codice di due lettere, due cifre e da 11 a 30 lettere o cifre"],
  ["CodiceDestinatario", "un codice di 7 lettere maiuscole o cifre (6 per la pubblica amministrazione)"],
  ["CodiceFiscale", "un codice da 11 a 16 lettere maiuscole o cifre"],
  ["IdPaese", "la sigla del paese, due lettere maiuscole"],
  ["Provincia", "la sigla della provincia, due lettere maiuscole"],
  ["Nazione", "la sigla del paese, due lettere maiuscole"],
  ["Divisa", "la sigla della valuta, tre lettere maiuscole, per esempio EUR"],
  ["Quantita", "un numero con il punto e da 2 a 8 decimali, per esempio 1.00"],
  ["PrezzoUnitario", "un importo con il punto e da 2 a 8 decimali, per esempio 100.00"],
  ["PrezzoTotale", "un importo con il punto e da 2 a 8 decimali, per esempio 100.00"],
  ["AliquotaIVA", "un'aliquota con due decimali, per esempio 22.00"],
]);

const amountNames = /^(?:Importo|Imposta|Imponibile|Arrotondamento|Spese)/;

function expectedFormat(element: string): string {
  const known = formats.get(element);
  if (known !== undefined) return `; forma attesa: ${known}`;
  return amountNames.test(element)
    ? "; forma attesa: un importo con il punto e due decimali, per esempio 1220.00"
    : "";
}

function list(text: string): string {
  const names = text
    .replaceAll(/\{http[^}]*\}/g, "")
    .split(/[,|]/)
    .map((name) => name.trim().replaceAll(/^['"]|['"]$/g, ""))
    .filter((name) => name !== "");
  const shown = names.slice(0, maxListed).map((name) => `\`${name}\``);
  const rest = names.length > maxListed ? ` e altri ${names.length - maxListed}` : "";
  return shown.join(", ") + rest;
}

type Rule = readonly [pattern: RegExp, say: (match: RegExpExecArray, element: string) => string];

const rules: readonly Rule[] = [
  [
    /\[facet 'enumeration'\] The value '([\s\S]*)' is not an element of the set \{([\s\S]*)\}/,
    ([, value, set], element) =>
      `\`${element}\` vale \`${value}\`, che non è tra i codici ammessi: ${list(set ?? "")}`,
  ],
  [
    /\[facet 'pattern'\] The value '([\s\S]*)' is not accepted by the pattern/,
    ([, value], element) =>
      `\`${element}\` vale \`${value}\`, scritto in una forma non ammessa${expectedFormat(element)}`,
  ],
  [
    /\[facet 'm(ax|in)(Length|Inclusive)'\] The value '([\s\S]*)'[\s\S]*?'([^']*)'\)?\.?\s*$/,
    ([, side, what, value, bound], element) =>
      `\`${element}\` vale \`${value}\`: ${what === "Length" ? "la lunghezza" : "il valore"} ${side === "ax" ? "massim" : "minim"}${what === "Length" ? "a ammessa" : "o ammesso"} è ${bound}`,
  ],
  [
    /: '([^']*)' is not a valid value of the (?:local )?(?:atomic|union|list) type/,
    ([, value], element) =>
      `\`${element}\` vale \`${value}\`, che non è un valore valido${expectedFormat(element)}`,
  ],
  [
    /\[facet '(total|fraction)Digits'\] The value '([\s\S]*)' has more (?:fractional )?digits than are allowed \('?(\d+)/,
    ([, which, value, bound], element) =>
      `\`${element}\` vale \`${value}\`: sono ammess${which === "total" ? "e al massimo" : "i al massimo"} ${bound} ${which === "total" ? "cifre" : "decimali"}`,
  ],
  [
    /\[facet 'length'\] The value '([\s\S]*)' has a length of '(\d+)'; this differs from the allowed length of '(\d+)'/,
    ([, value, length, bound], element) =>
      `\`${element}\` vale \`${value}\`, lungo ${length} caratteri: ne sono attesi ${bound}`,
  ],
  [
    /Missing child element\(s\)\. Expected is (?:one of )?\( ?([\s\S]*?) ?\)/,
    ([, names], element) => `in \`${element}\` manca ${list(names ?? "").replaceAll(", ", " oppure ")}`,
  ],
  [
    /This element is not expected\. Expected is (?:one of )?\( ?([\s\S]*?) ?\)/,
    ([, names], element) =>
      `\`${element}\` non è ammesso in questo punto; qui è atteso ${list(names ?? "").replaceAll(", ", " oppure ")}`,
  ],
  [/Missing child element/, (_, element) => `in \`${element}\` manca un elemento obbligatorio`],
  [
    /[Cc]haracter content (?:other than whitespace )?is not allowed/,
    (_, element) => `in \`${element}\` c'è del testo dove sono ammessi solo elementi`,
  ],
  [
    /Element content is not allowed/,
    (_, element) => `in \`${element}\` ci sono elementi dove è ammesso solo un valore`,
  ],
  [/This element is not expected/, (_, element) => `\`${element}\` non è ammesso in questo punto`],
  [
    /The attribute '([^']+)' is required/,
    ([, name], element) => `a \`${element}\` manca l'attributo \`${name}\``,
  ],
  [
    /The attribute '([^']+)' is not allowed/,
    ([, name], element) => `\`${element}\` non ammette l'attributo \`${name}\``,
  ],
  [
    /No matching global declaration/,
    (_, element) =>
      `\`${element}\` non è la radice di una fattura elettronica nello spazio dei nomi previsto`,
  ],
];

/** The first element of this name at a line. */
function elementAt(branch: XmlBranch, name: string, line: number): XmlBranch | undefined {
  if (branch.name === name && branch.line === line) return branch;
  for (const child of branch.children) {
    const found = elementAt(child, name, line);
    if (found !== undefined) return found;
  }
  return undefined;
}

function explain({ message, line }: ErrorDetail, tree: XmlBranch): DocumentIssue {
  const element = /^Element '(?:\{[^}]*\})?([^']+)'(?:, attribute '([^']+)')?/.exec(message);
  const name = element?.[2] ?? element?.[1] ?? "?";
  const span = elementAt(tree, element?.[1] ?? "", line)?.span ?? undefined;
  const issue = {
    severity: "error",
    code: "schema-violation",
    line,
    page: 1,
    span,
    detail: message.trim(),
  } as const;
  for (const [pattern, say] of rules) {
    const match = pattern.exec(message);
    if (match !== null) return { ...issue, message: say(match, name) };
  }
  return { ...issue, message: `\`${name}\` non rispetta lo schema della fattura elettronica` };
}

/**
 * Schema violations in words that a person can act on (Italian), each with its line, its value's span where it is about one,
 * and libxml2's words. One entry for each place and
 * reason: of the several messages that libxml2 gives about one value the first says most.
 */
export function explainSchemaErrors(
  details: readonly ErrorDetail[],
  tree: XmlBranch,
): readonly DocumentIssue[] {
  const seen = new Set<string>();
  return details
    .filter((detail) => {
      const isValue = /The value '|is not a valid value/.test(detail.message);
      const place = `${detail.line} ${detail.xpath ?? ""} ${isValue ? "" : detail.message}`;
      const known = seen.has(place);
      seen.add(place);
      return !known;
    })
    .map((detail) => explain(detail, tree));
}
