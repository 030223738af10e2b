import type { FieldRule } from "./find-fields.ts";
import { amountSource, dateSource, readAmount, readDate, readText } from "./text-values.ts";

type Kind = readonly [words: RegExp, value: string];

/** The first that the title or text names; a narrower kind stands before the wider one that its words contain. */
const kinds: readonly Kind[] = [
  [/apprendistato/i, "apprendistato"],
  [/somministrazione/i, "somministrazione"],
  [/lavoro intermittente|a chiamata/i, "intermittente"],
  [/collaborazione coordinata|co\.co\.co/i, "collaborazione coordinata e continuativa"],
  [/prestazione (?:d['’]opera|occasionale|professionale)|incarico professionale/i, "prestazione d'opera"],
  [/tempo determinato/i, "tempo determinato"],
  [/tempo indeterminato/i, "tempo indeterminato"],
  [/locazione/i, "locazione"],
  [/appalto/i, "appalto"],
];

function readKind(text: string): string | null {
  return kinds.find(([words]) => words.test(text))?.[1] ?? null;
}

const kindSource = kinds.map(([words]) => words.source).join("|");

/** `3 mesi` is `P3M`, `15 giorni` is `P15D`, as ISO 8601 writes lengths. */
function readLength(text: string): string | null {
  const parts = /([0-9]{1,3})\s*(?:\([^)]*\)\s*)?(giorn|settiman|mes|ann)/i.exec(text);
  if (parts === null) return null;
  const units: Readonly<Record<string, string>> = { giorn: "D", settiman: "W", mes: "M", ann: "Y" };
  return `P${Number(parts[1])}${units[(parts[2] ?? "").toLowerCase()] ?? "D"}`;
}

const lengthSource = String.raw`(?<![0-9])[0-9]{1,3}\s*(?:\([^)\n]{1,30}\)\s*)?(?:giorni|giorno|settimane|settimana|mesi|mese|anni|anno)`;

/** Some words of the same sentence, as few as will do. */
const words = String.raw`[^.;]{0,120}?`;

function pattern(source: string): RegExp {
  return new RegExp(source, "diu");
}

function amount(name: string, label: string, ...sources: readonly string[]): FieldRule {
  const patterns = sources.map((source) => pattern(String.raw`${source}${words}(?<v>${amountSource})`));
  return { name, label, patterns, read: readAmount, unit: "EUR" };
}

function date(name: string, label: string, ...sources: readonly string[]): FieldRule {
  const patterns = sources.map((source) => pattern(source.replace("DATE", `(?<v>${dateSource})`)));
  return { name, label, patterns, read: readDate };
}

function length(name: string, label: string, source: string): FieldRule {
  const patterns = [pattern(String.raw`${source}${words}(?<v>${lengthSource})`)];
  return { name, label, patterns, read: readLength };
}

/** A name goes on until a comma, a line of its own or the next party. */
const partyName = String.raw`[\p{Lu}][^,;]{2,100}?(?=,|;| con sede| nat[oa] a|\s+e\s+(?:il|la|lo|i)\s)`;
const title = String.raw`(?:la società |la ditta |l['’]azienda |lo |il |la |i )?(?:sig\.ra |sig\. |signora |signor |dott\.(?:ssa)? )?`;

/** Parties, kind, agreement, level, dates, trial period and pay of a contract; first of all one of employment. */
export const contractRules: readonly FieldRule[] = [
  {
    name: "kind",
    label: "Tipo di contratto",
    // Its title goes before what the clauses mention.
    patterns: [pattern(String.raw`contratto[^\n]{0,60}?(?<v>${kindSource})`), pattern(`(?<v>${kindSource})`)],
    read: readKind,
  },
  {
    name: "employer",
    label: "Prima parte",
    patterns: [pattern(String.raw`(?<![\p{L}])tra\s+${title}(?<v>${partyName})`)],
    read: readText,
    confidence: 0.8,
  },
  {
    name: "worker",
    label: "Seconda parte",
    patterns: [
      pattern(
        String.raw`\be\s+(?:il|la|lo)\s+(?:sig\.ra|sig\.|signora|signor|dott\.(?:ssa)?)\s+(?<v>${partyName})`,
      ),
    ],
    read: readText,
    confidence: 0.8,
  },
  {
    name: "worker_tax_code",
    label: "Codice fiscale della persona",
    patterns: [/codice\s+fiscale\s+(?<v>[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z])/di],
    read: (text) => text.toUpperCase(),
  },
  {
    name: "employer_vat_number",
    label: "Partita IVA della prima parte",
    patterns: [/(?:partita\s+IVA|P\.\s?IVA)\s*:?\s*(?<v>[0-9]{11})(?![0-9])/di],
    read: readText,
  },
  {
    name: "agreement",
    label: "CCNL",
    patterns: [
      pattern(
        String.raw`(?:CCNL|C\.C\.N\.L\.|contratto collettivo nazionale di lavoro)\s+(?:(?:per|del|dei|di|della|delle|settore|comparto)\s+)*(?<v>[\p{Lu}][^,;.\n]{2,70}?)(?=\s+con\s|\s+livello|,|;|\.|\n)`,
      ),
    ],
    read: readText,
  },
  {
    name: "level",
    label: "Livello",
    patterns: [
      pattern(
        String.raw`(?<![\p{L}])livello\s+(?<v>[A-Z]?[0-9][A-Z°º]?|[A-E][0-9]?|[IVX]{1,5}|Quadr[io])(?![\p{L}0-9])`,
      ),
      pattern(String.raw`(?<v>[0-9IVX]{1,4}[°º]?)\s+livello`),
    ],
    read: (text) => text.replace(/[°º]$/, ""),
  },
  {
    name: "qualification",
    label: "Qualifica",
    patterns: [pattern(String.raw`qualifica\s+di\s+(?<v>[\p{L}' ]{3,60}?)(?=\s+e\s|,|;|\.|\n)`)],
    read: readText,
  },
  {
    name: "duties",
    label: "Mansioni",
    patterns: [
      pattern(String.raw`mansion[ei]\s+di\s+(?<v>[\p{L}' ]{3,80}?(?:\n[\p{L}' ]{0,60}?)?)(?=,|;|\.)`),
    ],
    read: readText,
  },
  date(
    "start",
    "Data di inizio",
    String.raw`(?:decorre(?:nza)?|ha\s+inizio|inizio|a\s+far\s+data|con\s+effetto)\s+(?:dal(?:la data del)?|il|dall['’])?\s*DATE`,
    String.raw`assunt[oa]${words}(?:dal|il)\s+DATE`,
  ),
  date(
    "end",
    "Data di fine",
    String.raw`(?:termina|scade(?:nza)?|fino\s+al|cessa|termine)\s+(?:il\s+|al\s+|in data\s+)?DATE`,
  ),
  date(
    "signed_on",
    "Data della firma",
    String.raw`(?:^|\n)[ \t]{0,80}[\p{Lu}][\p{L}' ]{2,40},\s*(?:l[iì]\s+)?DATE\s*(?:\n|$)`,
  ),
  length(
    "trial",
    "Periodo di prova",
    String.raw`(?:periodo|patto)\s+di\s+prova(?!\.)${words}(?:di|in|pari a|per)\s`,
  ),
  length("notice", "Preavviso", String.raw`preavviso\s`),
  length("duration", "Durata", String.raw`durata\s`),
  {
    name: "hours_week",
    label: "Ore settimanali",
    patterns: [pattern(String.raw`(?<v>[0-9]{1,2}(?:,[0-9]{1,2})?)\s+ore\s+settimanali`)],
    read: (text) => text.replace(",", "."),
  },
  amount(
    "pay_year",
    "Retribuzione annua lorda",
    String.raw`(?:retribuzione\s+annua(?:\s+lorda)?|RAL|annui\s+lordi)`,
  ),
  amount(
    "pay_month",
    "Retribuzione mensile lorda",
    String.raw`retribuzione\s+(?:lorda\s+)?mensile(?:\s+lorda)?`,
  ),
  amount("fee", "Compenso", String.raw`(?:compenso|corrispettivo|canone)`),
  {
    name: "pay_instalments",
    label: "Mensilità",
    patterns: [pattern(String.raw`(?<v>1[0-9])\s+mensilità`)],
    read: readText,
  },
];
