import { italianValue } from "../italian-value.ts";
import type { DocumentIssue, DocumentText, ParsedField } from "../types.ts";
import { contractRules } from "./contract-rules.ts";
import { findFields, placeOf, valueOf } from "./find-fields.ts";
import type { TextFindings } from "./parsed-text.ts";

function checkDates(fields: readonly ParsedField[]): readonly DocumentIssue[] {
  const [start, end] = [valueOf(fields, "start"), valueOf(fields, "end")];
  if (start === null || end === null || start <= end) return [];
  const message = `la data di fine ${italianValue(end)} viene prima di quella di inizio ${italianValue(start)}`;
  return [{ severity: "warning", code: "dates-reversed", message, ...placeOf(fields, "end") }];
}

/** Reads a contract from its text; every field carries the span that it was read from. */
export function parseContract(text: DocumentText): TextFindings {
  const fields = findFields(text, contractRules);
  const issues = [...checkDates(fields)];
  if (valueOf(fields, "kind") === null) {
    const message = "non è stato trovato il tipo di contratto";
    issues.push({ severity: "warning", code: "field-missing", message });
  }
  if (valueOf(fields, "kind") === "tempo determinato" && valueOf(fields, "end") === null) {
    const message = "il contratto è a tempo determinato, ma la data di fine non è stata trovata";
    issues.push({ severity: "warning", code: "field-missing", message, ...placeOf(fields, "kind") });
  }
  return { fields, issues };
}
