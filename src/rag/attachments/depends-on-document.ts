import type { SniffedDocument } from "../documents/document-facts.ts";
import type { DocumentType } from "../documents/types.ts";
import { fold } from "../language/words.ts";

/** Whether a question is about the files that came with it, and what says so. */
export interface DocumentDependency {
  readonly depends: boolean;
  readonly reasons: readonly (
    "names-attachment" | "names-file" | "points-at-document" | "asks-to-read" | "names-type"
  )[];
}

/** Words for a document of each type, folded. */
const typeWords: Readonly<Record<DocumentType, string>> = {
  "Fattura XML": "fattur[ae]|parcell[ae]|not[ae] di credito",
  F24: "(?:modell[oi] )?f24|deleg[ae]",
  Contratto: "contratt[oi]|letter[ae] di assunzione",
  "Busta paga": "bust[ae](?: paga)?|cedolin[oi]|prospett[oi] paga",
  Other: "letter[ae]|ricevut[ae]|preventiv[oi]|verbal[ei]|estratt[oi] conto|scontrin[oi]",
};
const thing = "document[oi]|files?|pdf|scansion[ei]|foto|immagin[ei]|fogli[oi]|xml|testo";
const anyDocument = `(?:${[thing, ...Object.values(typeWords)].join("|")})`;

const attachment = /\b(?:in allegato|allegat[oaie]|allego|che (?:ti|vi|le) (?:mando|invio)|qui sotto)\b/;
const pointing = new RegExp(
  String.raw`\b(?:quest[oaie]|quest'|quel|quell[oae]|quell'|mi[oa]|miei|mie|nostr[oaie])\s?${anyDocument}\b`,
);
const placing = new RegExp(
  String.raw`\b(?:ne[il]|nell[oae]|nell'|sul|sull[oae]|sull'|dal|dall[ae]|dall')\s?(?:mi[oa] )?${anyDocument}\b`,
);
/** `il totale del documento`, but not a document that the law speaks of, such as `il documento di trasporto`. */
const definiteThing = /\b(?:il|del|al|col) (?:documento|file|pdf)\b(?! (?:di|d'|unico|commerciale))/;
const reading =
  /\b(?:legg[ie]|leggimi|riassum[ie]|riassumimi|analizza|controlla|verifica|estrai|trascrivi|riepiloga|confronta|esamina|guarda|spiegami)\b/;
const general =
  /\b(?:come (?:si|devo|posso)|cos'e|che cos'e|che cosa e|quali sono|quando (?:si|va|vanno)|chi (?:deve|puo))\b/;

/** Asks whether something that is written is right. */
const checking = /\b(?:giust[oaie]|corrett[oaie]|sbagliat[oaie]|torn(?:a|ano)|error[ei])\b/;

/** Above it, a question that asks to read says itself what about. */
const shortQuestion = 60;

function withoutExtension(filename: string): string {
  return fold(filename.replace(/(?:\.\w{1,4}){1,2}$/, "")).replaceAll(/[_-]+/g, " ");
}

/**
 * Tells whether a question can only be answered from its attachments: it names them, points at them ("questa fattura",
 * "nel contratto"), asks to read something, or speaks of one thing of the type that was attached. A question about the
 * law that merely comes with a file does not depend on it.
 */
export function dependsOnDocument(
  question: string,
  documents: readonly SniffedDocument[],
): DocumentDependency {
  if (documents.length === 0) return { depends: false, reasons: [] };
  const text = fold(question).replaceAll("’", "'");
  const reasons: DocumentDependency["reasons"][number][] = [];
  if (attachment.test(text)) reasons.push("names-attachment");
  const names = documents
    .map(({ filename }) => withoutExtension(filename))
    .filter((name) => name.length >= 4);
  const spaced = text.replaceAll(/[_-]+/g, " ");
  if (names.some((name) => (name.includes(" ") || /\d/.test(name) ? spaced.includes(name) : false)))
    reasons.push("names-file");
  if (documents.some(({ filename }) => text.includes(fold(filename)))) reasons.push("names-file");
  if (pointing.test(text) || placing.test(text) || (definiteThing.test(text) && !general.test(text)))
    reasons.push("points-at-document");
  if (
    reading.test(text) &&
    (text.length <= shortQuestion || new RegExp(String.raw`\b${anyDocument}\b`).test(text))
  ) {
    reasons.push("asks-to-read");
  }
  const definite = (words: string): boolean =>
    new RegExp(String.raw`\b(?:il|la|l'|del|dell[ao]|dell'|al|alla)\s?(?:${words})\b`).test(text);
  if (checking.test(text) && !general.test(text) && definite(anyDocument)) reasons.push("asks-to-read");
  if (!general.test(text) && documents.some(({ hint }) => hint !== null && definite(typeWords[hint])))
    reasons.push("names-type");
  return { depends: reasons.length > 0, reasons: [...new Set(reasons)] };
}
