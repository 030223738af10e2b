import type { DocumentIssue, DocumentText } from "../types.ts";
import { findFields, valueOf } from "./find-fields.ts";
import type { TextFindings } from "./parsed-text.ts";
import { checkPayslip } from "./payslip-checks.ts";
import { payslipRules } from "./payslip-rules.ts";

/** What a payslip is read for: without it a person should look. */
const essential = [
  ["gross", "la retribuzione lorda"],
  ["net", "il netto"],
  ["period", "il periodo di paga"],
] as const;

/** Reads a payslip from its text: pay, contributions, withholdings, hours, leave, severance; its sums are done again. */
export function parsePayslip(text: DocumentText): TextFindings {
  const fields = findFields(text, payslipRules);
  const missing: DocumentIssue[] = essential
    .filter(([name]) => valueOf(fields, name) === null)
    .map(([, words]) => ({
      severity: "warning",
      code: "field-missing",
      message: `nel testo non si trova ${words}`,
    }));
  return { fields, issues: [...missing, ...checkPayslip(fields)] };
}
