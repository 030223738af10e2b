import type { PiiService, PiiType, PiiVault } from "../../pii/types.ts";
import type { DocumentFact } from "../document-facts.ts";

/** The kind of personal data that a field holds by its name, whatever its value looks like. */
const personal: readonly (readonly [RegExp, PiiType])[] = [
  [/(?:^|[._])tax_code$/, "codice_fiscale"],
  [/(?:^|[._])vat_number$/, "partita_iva"],
  [/(?:^|[._])iban$/, "iban"],
  [/(?:^|[._])(?:pec|recipient_pec|email)$/, "email"],
  [/(?:^|[._])phone$/, "phone"],
  [
    /(?:^|[._])(?:(?:first_|last_)?name|employer|employee|worker|taxpayer|company|address|birth_place)$/,
    "name",
  ],
];

function typeOf({ kind, name }: DocumentFact): PiiType | undefined {
  return kind === "field" ? personal.find(([pattern]) => pattern.test(name))?.[1] : undefined;
}

/** Values this short would be found in the middle of other words. */
const leastLetters = 4;

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
}

/**
 * The facts as they may go to a model: personal data is replaced by the vault's placeholders, in fields that hold it by
 * their meaning, wherever else the same value stands, and wherever it is recognized. File names are text like any other.
 * Spans still point into the document.
 */
export function protectFacts(
  facts: readonly DocumentFact[],
  pii: PiiService,
  vault: PiiVault,
): readonly DocumentFact[] {
  // Before the first placeholder is given out: what looks like one in a document is text.
  const escaped = facts.map((fact) => ({
    ...fact,
    value: vault.escape(fact.value),
    detail: fact.detail === undefined ? undefined : vault.escape(fact.detail),
    filename: vault.escape(fact.filename),
  }));
  const known = new Map<string, PiiType>();
  for (const fact of escaped) {
    const type = typeOf(fact);
    if (type !== undefined && fact.value.trim().length >= leastLetters) known.set(fact.value.trim(), type);
  }
  const byLength = [...known].toSorted(([a], [b]) => b.length - a.length);
  const patterns = byLength.map(
    ([value, type]) =>
      [new RegExp(String.raw`(?<![\p{L}\p{N}])${literally(value)}(?![\p{L}\p{N}])`, "giu"), type] as const,
  );
  const protect = (text: string): string => {
    const replaced = patterns.reduce(
      (held, [pattern, type]) => held.replace(pattern, (found) => vault.placeholder(type, found)),
      text,
    );
    return pii.anonymize(replaced, vault).text;
  };
  return escaped.map((fact) => {
    const type = typeOf(fact);
    const value = fact.value.trim();
    const hidden = type !== undefined && value !== "" ? vault.placeholder(type, value) : protect(fact.value);
    const detail = fact.detail === undefined ? undefined : protect(fact.detail);
    return { ...fact, value: hidden, detail, filename: protect(fact.filename) };
  });
}
