import type { DocumentIssue, ReadOptions, TextPage } from "../types.ts";
import { layOutWords } from "./lay-out-words.ts";
import { limitsOf } from "./limits.ts";
import { RecognitionTimeout, type Recognizer } from "./recognizer.ts";

/** Below this the text of a page is guesswork, and a person should look at it. */
const doubtful = 0.6;

/** Recognizes the text of one page; a page that cannot be read is empty and says why. Rejects when aborted. */
export async function readScannedPage(
  number: number,
  image: Uint8Array,
  recognizer: Recognizer,
  options: ReadOptions,
): Promise<{
  readonly page: TextPage;
  readonly confidence: number;
  readonly issues: readonly DocumentIssue[];
}> {
  const { ocr_ms } = limitsOf(options);
  const { clock, signal } = options;
  try {
    const { words, confidence } = await recognizer.recognize(image, { ms: ocr_ms, clock, signal });
    const message = `il testo della pagina ${number} è stato riconosciuto con poca sicurezza (${Math.round(confidence * 100)}%)`;
    const issues: DocumentIssue[] =
      confidence >= doubtful ? [] : [{ severity: "warning", code: "ocr-doubtful", message, page: number }];
    return { page: { number, text: layOutWords(words), words }, confidence, issues };
  } catch (error) {
    signal.throwIfAborted();
    const late = error instanceof RecognitionTimeout;
    const message = late
      ? `il riconoscimento della pagina ${number} ha superato ${ocr_ms / 1000} secondi`
      : `il testo della pagina ${number} non è stato riconosciuto: l'immagine non si può leggere`;
    const code = late ? "ocr-timeout" : "image-unreadable";
    const issue: DocumentIssue = { severity: "error", code, message, page: number };
    return { page: { number, text: "" }, confidence: 0, issues: [issue] };
  }
}
