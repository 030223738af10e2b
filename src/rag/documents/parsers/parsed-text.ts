import type {
  DocumentFile,
  DocumentIssue,
  DocumentText,
  DocumentType,
  ParsedDocument,
  ParsedField,
} from "../types.ts";

/** What was read from a text, with what the reader should know of it. */
export interface TextFindings {
  readonly fields: readonly ParsedField[];
  readonly issues: readonly DocumentIssue[];
}

function isBlank(text: DocumentText): boolean {
  return text.pages.every((page) => page.text.trim() === "");
}

/** A parsed document out of its text; a text without a word says so unless the reason is known already. */
export function parsedText(
  file: DocumentFile,
  type: DocumentType,
  text: DocumentText,
  parse: (text: DocumentText) => TextFindings,
): ParsedDocument {
  const { hash, filename } = file;
  if (isBlank(text)) {
    const message = "nel documento non c'è testo che si possa leggere";
    const empty: DocumentIssue[] =
      text.issues.length > 0 ? [] : [{ severity: "error", code: "no-text", message }];
    return { hash, filename, type, fields: [], issues: [...text.issues, ...empty], text };
  }
  const { fields, issues } = parse(text);
  return { hash, filename, type, fields, issues: [...text.issues, ...issues], text };
}
