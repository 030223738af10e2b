import type { Passage } from "../../llm/types.ts";
import type { DocumentFact, Threat } from "../document-facts.ts";
import { italianValue } from "../italian-value.ts";
import { tellRemoved } from "../safety/tell-removed.ts";

/** Characters of a tool's answer; what does not fit is left out and said to be. */
const longestDescription = 12_000;

/** Where a fact stands: `pagina 1, riga 12, caratteri 120-127`. */
export function placeOf({ page, line, span }: Pick<DocumentFact, "page" | "line" | "span">): string {
  const parts = [`pagina ${page}`];
  if (line !== undefined) parts.push(`riga ${line}`);
  if (span !== null) parts.push(`caratteri ${span.start}-${span.end}`);
  return parts.join(", ");
}

function sentence({ kind, label, value, unit }: DocumentFact): string {
  return kind === "text" ? value : `${label}: ${italianValue(value, unit)}`;
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
  const removed = tellRemoved(threats);
  if (removed !== "") lines.push(`${removed} Chi legge la risposta ne è già informato.`);
  return lines.join("\n");
}
