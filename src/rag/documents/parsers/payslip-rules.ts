import type { FieldRule } from "./find-fields.ts";
import {
  amountSource,
  dateSource,
  monthSource,
  readAmount,
  readDate,
  readMonth,
  readText,
} from "./text-values.ts";

/** Between a label and its value on the same line: spaces, dots, the currency. */
const gap = String.raw`[ \t:.=_]{0,300}(?:€|euro|EUR)?[ \t]{0,20}`;

function labelled(labels: string, value: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}])(?:${labels})${gap}(?<v>${value})`, "diu");
}

function below(labels: readonly string[], value: string): FieldRule["below"] {
  const label = new RegExp(String.raw`(?<![\p{L}])(?:${labels.join("|")})(?![\p{L}])`, "iu");
  return { label, value: new RegExp(value, "iu") };
}

/** Hours or days, as the program that printed it counts. */
function time(name: string, label: string, ...labels: readonly string[]): FieldRule {
  const patterns = labels.map((words) => labelled(words, amountSource));
  return { name, label, patterns, read: readAmount, below: below(labels, amountSource) };
}

function amount(...rule: Parameters<typeof time>): FieldRule {
  return { ...time(...rule), unit: "EUR" };
}

function text(name: string, label: string, words: string): FieldRule {
  // A cell ends where the next column begins.
  const value = String.raw`\S(?:[^\n]*?\S)?(?= {2,}|\t|\n|$)`;
  return { name, label, patterns: [labelled(words, value)], read: readText };
}

/** Labels as the usual payroll programs print them. */
export const payslipRules: readonly FieldRule[] = [
  text("employer", "Azienda", "azienda|datore di lavoro|ragione sociale|ditta"),
  text("employee", "Dipendente", "dipendente|cognome e nome|lavoratore|lavoratrice"),
  {
    name: "tax_code",
    label: "Codice fiscale",
    patterns: [
      labelled(
        "codice fiscale|cod\\. ?fisc\\.?|c\\.f\\.",
        "[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z]",
      ),
    ],
    read: (found) => found.toUpperCase(),
  },
  text("badge", "Matricola", "matricola(?: dipendente)?"),
  {
    name: "period",
    label: "Periodo di paga",
    patterns: [
      labelled(
        "(?:mese|periodo)(?: di)? (?:retribuzione|paga|riferimento)|mese retribuito|periodo|mese",
        monthSource,
      ),
    ],
    below: below(["mese", "periodo"], monthSource),
    read: readMonth,
  },
  text("agreement", "CCNL", "c\\.?c\\.?n\\.?l\\.?|contratto collettivo|contratto applicato"),
  text("level", "Livello", "livello(?: inquadramento)?|liv\\."),
  text("qualification", "Qualifica", "qualifica"),
  {
    name: "hired_on",
    label: "Data di assunzione",
    patterns: [labelled("data (?:di )?assunzione|assunt[oa] il|data ass\\.", dateSource)],
    read: readDate,
  },
  time("hours_ordinary", "Ore ordinarie", "ore (?:ordinarie|lavorate|retribuite)|ore ord\\."),
  time("hours_overtime", "Ore straordinarie", "ore (?:di )?straordinari[eo]|ore straord\\."),
  amount(
    "base_pay",
    "Retribuzione base",
    "retribuzione base|paga base|minimo tabellare|retribuzione di fatto",
  ),
  amount(
    "gross",
    "Retribuzione lorda",
    "totale competenze|totale lordo",
    "retribuzione lorda|competenze lorde|lordo mese",
  ),
  amount(
    "social_base",
    "Imponibile contributivo",
    "imponibile (?:contributivo|previdenziale|INPS)|imp\\. INPS",
  ),
  amount(
    "contributions",
    "Contributi a carico del dipendente",
    "totale contributi|contributi (?:INPS|previdenziali|sociali)|ritenute (?:previdenziali|sociali)",
    "contributo IVS|INPS c/dip\\.?",
  ),
  amount("tax_base", "Imponibile fiscale", "imponibile (?:fiscale|IRPEF)|imp\\. IRPEF"),
  amount("tax_gross", "IRPEF lorda", "IRPEF lorda|imposta lorda"),
  amount("tax_credits", "Detrazioni", "(?:totale )?detrazioni(?: (?:lavoro dipendente|d'imposta))?"),
  amount("tax", "Ritenuta IRPEF", "IRPEF netta|imposta netta|ritenut[ae] IRPEF|IRPEF trattenuta"),
  amount("tax_regional", "Addizionale regionale", "addizionale regionale|add\\. ?reg(?:ionale|\\.)"),
  amount("tax_municipal", "Addizionale comunale", "addizionale comunale|add\\. ?com(?:unale|\\.)"),
  amount("deductions", "Totale trattenute", "totale (?:trattenute|ritenute)"),
  amount("rounding", "Arrotondamento", "arrotondament[oi](?: attuale)?"),
  amount("net", "Netto", "netto (?:in busta|del mese|a pagare|da pagare|busta)|totale netto", "netto"),
  time(
    "leave_previous",
    "Ferie dell'anno precedente",
    "ferie (?:residuo|residue) (?:anno precedente|a\\.p\\.)|ferie a\\.p\\.",
  ),
  time("leave_accrued", "Ferie maturate", "ferie (?:maturate|maturato)"),
  time("leave_taken", "Ferie godute", "ferie (?:godute|goduto)"),
  time("leave_left", "Ferie residue", "ferie (?:residue|residuo)|saldo ferie"),
  time("permits_left", "Permessi residui", "(?:permessi|ROL|ex festività) (?:residui|residuo|residue)"),
  amount("severance_month", "TFR del mese", "(?:quota )?TFR (?:del )?mese|quota TFR|TFR maturato"),
  amount("severance_total", "TFR progressivo", "TFR (?:progressivo|accantonato|totale)|fondo TFR"),
];
