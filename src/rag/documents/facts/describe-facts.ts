import type { Passage } from "../../llm/types.ts";
import type { DocumentFact, Threat } from "../document-facts.ts";

/** Characters of a tool's answer; what does not fit is left out and said to be. */
const longestDescription = 12_000;

const periods: Readonly<Record<string, readonly [string, string]>> = {
  D: ["giorno", "giorni"],
  W: ["settimana", "settimane"],
  M: ["mese", "mesi"],
  Y: ["anno", "anni"],
};

/** A value as an Italian reader writes it: `1220.00` is `1.220,00`, `2026-03-16` is `16/03/2026`, `P3M` is `3 mesi`. */
export function italianValue(value: string): string {
  const amount = /^(-?)(\d+)\.(\d{2,8})$/.exec(value);
  if (amount !== null) {
    const [, sign = "", whole = "", cents = ""] = amount;
    return `${sign}${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ".")},${cents}`;
  }
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (day !== null) return `${day[3]}/${day[2]}/${day[1]}`;
  const length = /^P(\d+)([DWMY])$/.exec(value);
  if (length !== null) {
    const [one, several] = periods[length[2] ?? ""] ?? ["", ""];
    return `${length[1]} ${length[1] === "1" ? one : several}`;
  }
  const month = /^(\d{4})-(\d{2})$/.exec(value);
  return month === null ? value : `${month[2]}/${month[1]}`;
}

/** Where a fact stands: `pagina 1, riga 12, caratteri 120-127`. */
export function placeOf({ page, line, span }: Pick<DocumentFact, "page" | "line" | "span">): string {
  const parts = [`pagina ${page}`];
  if (line !== undefined) parts.push(`riga ${line}`);
  if (span !== null) parts.push(`caratteri ${span.start}-${span.end}`);
  return parts.join(", ");
}

function sentence({ kind, label, value }: DocumentFact): string {
  return kind === "text" ? value : `${label}: ${italianValue(value)}`;
}

/** A document by its name and what it was taken for. */
function titleOf({ filename, type }: DocumentFact): string {
  return type === "Other" ? filename : `${filename} (${type})`;
}

/** Facts as passages that an answer may quote, each with its place in the document. */
export function toPassages(facts: readonly DocumentFact[]): readonly Passage[] {
  return facts.map((fact) => ({
    id: `document:${fact.id}`,
    title: titleOf(fact),
    text: sentence(fact),
    source: placeOf(fact),
    score: fact.confidence,
    place: { document: fact.hash, page: fact.page, span: fact.span },
  }));
}

const threatNames: Readonly<Record<string, string>> = {
  macro: "macro",
  javascript: "script",
  "launch-action": "avvio di programmi",
  "open-action": "azioni all'apertura",
  "automatic-action": "azioni automatiche",
  "embedded-file": "file incorporati",
  "external-link": "collegamenti esterni",
  "external-entity": "entità esterne",
  "entity-declaration": "entità",
  stylesheet: "fogli di stile",
};

/** What the tool says: every fact with document, page, span and certainty, so that an answer can cite it. Facts of one document stand together. */
export function describeFacts(facts: readonly DocumentFact[], threats: readonly Threat[]): string {
  const lines: string[] = ["Fatti letti dai documenti allegati; cita il documento, la pagina e i caratteri."];
  let length = 0;
  let left = facts.length;
  let document = "";
  for (const fact of facts) {
    const certainty = fact.confidence.toFixed(2).replace(".", ",");
    const line = `- ${sentence(fact)} (${placeOf(fact)}; certezza ${certainty})`;
    if (length + line.length > longestDescription) break;
    if (fact.hash !== document) lines.push(`Documento ${titleOf(fact)}:`);
    document = fact.hash;
    lines.push(line);
    length += line.length;
    left--;
  }
  if (left > 0) lines.push(`Altri ${left} fatti non sono riportati.`);
  const removed = [...new Set(threats.map(({ kind }) => threatNames[kind] ?? kind))];
  if (removed.length > 0) lines.push(`Per sicurezza sono stati rimossi: ${removed.join(", ")}.`);
  return lines.join("\n");
}
