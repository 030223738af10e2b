import { Decimal } from "decimal.js";

import type { DocumentIssue, ParsedField } from "../types.ts";
import { valueOf } from "./find-fields.ts";

/** A sum that must hold between fields. Those of `optional` count as zero when they are not printed. */
interface Equation {
  readonly result: string;
  readonly plus: readonly string[];
  readonly minus: readonly string[];
  readonly optional: readonly string[];
  readonly words: string;
}

const equations: readonly Equation[] = [
  {
    result: "tax_base",
    plus: ["social_base"],
    minus: ["contributions"],
    optional: [],
    words: "imponibile fiscale (imponibile contributivo meno contributi)",
  },
  {
    result: "tax",
    plus: ["tax_gross"],
    minus: ["tax_credits"],
    optional: ["tax_credits"],
    words: "IRPEF netta (lorda meno detrazioni)",
  },
  {
    result: "deductions",
    plus: ["contributions", "tax", "tax_regional", "tax_municipal"],
    minus: [],
    optional: ["tax_regional", "tax_municipal"],
    words: "totale trattenute (contributi, IRPEF e addizionali)",
  },
  {
    result: "net",
    plus: ["gross", "rounding"],
    minus: ["deductions"],
    optional: ["rounding"],
    words: "netto (competenze meno trattenute)",
  },
  {
    result: "leave_left",
    plus: ["leave_previous", "leave_accrued"],
    minus: ["leave_taken"],
    optional: ["leave_previous", "leave_taken"],
    words: "ferie residue (precedenti più maturate meno godute)",
  },
];

/** Equations that often do not hold for a reason: other deductions, benefits, bonuses of the tax year. */
const loose: ReadonlySet<string> = new Set(["tax_base", "deductions"]);

function check(equation: Equation, fields: readonly ParsedField[]): readonly DocumentIssue[] {
  const written = valueOf(fields, equation.result);
  const terms = [...equation.plus, ...equation.minus];
  const known = (name: string) => valueOf(fields, name) !== null || equation.optional.includes(name);
  if (written === null || !terms.every(known)) return [];
  const sum = (names: readonly string[]) =>
    Decimal.sum(0, ...names.map((name) => new Decimal(valueOf(fields, name) ?? 0)));
  // Deductions are printed with or without a minus sign.
  const computed = sum(equation.plus).minus(sum(equation.minus).abs());
  const difference = new Decimal(written).minus(computed);
  if (difference.isZero()) return [];
  const hundredths = difference.times(100).toFixed(0);
  const unit = equation.result === "leave_left" ? "centesimi di ora" : "centesimi";
  const message = `${equation.words}: scritto ${written}, ricalcolato ${computed.toFixed(2)}, differenza di ${hundredths} ${unit}`;
  const page = fields.find((field) => field.name === equation.result)?.page ?? 1;
  return [
    { severity: loose.has(equation.result) ? "info" : "warning", code: "total-differs", message, page },
  ];
}

/** Adds up again what a payslip adds up, as far as its parts are printed. */
export function checkPayslip(fields: readonly ParsedField[]): readonly DocumentIssue[] {
  return equations.flatMap((equation) => check(equation, fields));
}
