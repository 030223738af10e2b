import { Decimal } from "decimal.js";

import { italianMoney, italianNumber } from "../../language/italian-number.ts";
import type { DocumentIssue, ParsedField } from "../types.ts";
import { placeOf, valueOf } from "./find-fields.ts";

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
  // Leave is counted in hours by most programs and in days by some.
  const write = (value: Decimal) =>
    (equation.result === "leave_left" ? italianNumber : italianMoney)(value.toFixed(2));
  const message = `${equation.words}: scritto ${write(new Decimal(written))}, ricalcolato ${write(computed)}, differenza di ${write(difference)}`;
  const severity = loose.has(equation.result) ? "info" : "warning";
  return [{ severity, code: "total-differs", message, ...placeOf(fields, equation.result) }];
}

/** Adds up again what a payslip adds up, as far as its parts are printed. */
export function checkPayslip(fields: readonly ParsedField[]): readonly DocumentIssue[] {
  return equations.flatMap((equation) => check(equation, fields));
}
