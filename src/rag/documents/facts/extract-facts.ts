import { splitSentences } from "../../context/sentences.ts";
import type { DocumentFact } from "../document-facts.ts";
import { wholePage } from "../parsers/places.ts";
import type { DocumentType, ParsedDocument, TextPage } from "../types.ts";

/** UTF-16 units of a passage of text: a paragraph that can be quoted. */
const passageLength = 500;
/** Passages of one document; what it says behind them is in its fields alone. */
const mostPassages = 200;

/** Types whose fields do not say all that they say. */
const quoted: ReadonlySet<DocumentType> = new Set(["Contratto", "Other"]);

interface Passage {
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Cuts a page into passages at the ends of sentences and lines. */
function passagesOf({ number, text }: TextPage): Passage[] {
  const passages: Passage[] = [];
  let start = 0;
  let end = 0;
  const close = (): void => {
    const whole = text.slice(start, end);
    const trimmed = whole.trim();
    const from = start + whole.indexOf(trimmed);
    if (trimmed !== "")
      passages.push({ page: number, start: from, end: from + trimmed.length, text: trimmed });
    start = end;
  };
  for (const sentence of splitSentences(text)) {
    if (end > start && end + sentence.length - start > passageLength) close();
    end += sentence.length;
  }
  close();
  return passages;
}

/**
 * What a parsed document says: every field, what is wrong with it, and passages of the text where the fields
 * do not say it all. Each with its page, its span where it has one, and how certain it is.
 */
export function extractFacts(parsed: ParsedDocument): readonly DocumentFact[] {
  const { hash, filename, type, text } = parsed;
  const short = hash.slice(0, 12);
  const of = { hash, filename, type };
  const fields = parsed.fields.map(
    ({ name, label, value, page, span, line, unit, confidence }): DocumentFact => ({
      id: `${short}:${name}`,
      ...of,
      kind: "field",
      name,
      label,
      value,
      page,
      span,
      line,
      unit,
      confidence,
    }),
  );
  const issues = parsed.issues
    .filter(({ severity }) => severity !== "info")
    .map(({ severity, code, message, line, page = 1, span, detail }, at): DocumentFact => ({
      id: `${short}:issue[${at}]`,
      ...of,
      kind: "issue",
      name: code,
      label: severity === "error" ? "Errore nel documento" : "Avviso sul documento",
      value: message,
      page,
      // What is said of a document as a whole was found in all of its text.
      span: span ?? wholePage(text, page),
      line,
      detail,
      confidence: 1,
    }));
  const isQuoted = quoted.has(type) || fields.length === 0;
  const passages = (isQuoted && text.method !== "xml" ? text.pages.flatMap(passagesOf) : [])
    .slice(0, mostPassages)
    .map(({ page, start, end, text: value }): DocumentFact => ({
      id: `${short}:p${page}:${start}`,
      ...of,
      kind: "text",
      name: "text",
      label: "Testo",
      value,
      page,
      span: { start, end },
      confidence: text.confidence,
    }));
  return [...fields, ...issues, ...passages];
}
