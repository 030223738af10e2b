import type { DocumentIssue, DocumentText, ParserLimits, ReadOptions, TextPage } from "../types.ts";

const defaults: ParserLimits = { pages: 200, characters: 1_000_000, ocr_pages: 10, ocr_ms: 20_000 };

/** The limits of a call, with the defaults for what it does not set. */
export function limitsOf({ limits }: ReadOptions): ParserLimits {
  return { ...defaults, ...limits };
}

/** What was left out because of a limit, as a warning. */
export function leftOut(message: string): DocumentIssue {
  return { severity: "warning", code: "left-out", message };
}

/** Cuts a text at the limit of characters and says so. */
export function withinLimits(text: DocumentText, options: ReadOptions): DocumentText {
  const { characters } = limitsOf(options);
  if (text.pages.reduce((sum, page) => sum + page.text.length, 0) <= characters) return text;
  let left = characters;
  const pages: TextPage[] = [];
  for (const page of text.pages) {
    if (left <= 0) break;
    pages.push(page.text.length <= left ? page : { number: page.number, text: page.text.slice(0, left) });
    left -= page.text.length;
  }
  const message = `il testo è stato letto fino a ${characters} caratteri, il limite impostato`;
  return { ...text, pages, issues: [...text.issues, leftOut(message)] };
}
