import { date } from "../../facts/dates.ts";

/** Sources of regular expressions for what documents write. Linear: no part can match what the next one can. */
export const amountSource = String.raw`(?<![0-9.,])[-+]?[0-9]{1,9}(?:\.[0-9]{3}){0,3} ?, ?[0-9]{2}(?!,?[0-9])-?`;

const months =
  "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre";
export const dateSource = String.raw`(?<![0-9/])(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)[0-9]{2}|[0-9]{1,2}[°º]?\s+(?:${months})\s+(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?![0-9])`;

export const monthSource = String.raw`(?:${months})\s+(?:19|20)[0-9]{2}|(?<![0-9/])(?:0[1-9]|1[0-2])\s?/\s?(?:19|20)[0-9]{2}(?![0-9])`;

/** `1.234,56` is `1234.56`, `12,50-` is `-12.50`; null when it is no amount. */
export function readAmount(text: string): string | null {
  const compact = text.replaceAll(/[\s.€]/g, "");
  const parts = /^([-+]?)([0-9]+),([0-9]{2})(-?)$/.exec(compact);
  if (parts === null) return null;
  const [, sign, whole = "", cents = "", after] = parts;
  const digits = `${whole.replace(/^0+(?=[0-9])/, "")}.${cents}`;
  return (sign === "-" || after === "-") && !/^[0.]+$/.test(digits) ? `-${digits}` : digits;
}

/** `16 marzo 2026` and `16/03/2026` are `2026-03-16`; null for a day that does not exist. */
export function readDate(text: string): string | null {
  const canonical = date.canonical(text.replaceAll(/\s+/g, " ").trim());
  return canonical === undefined || canonical.startsWith("-") ? null : canonical;
}

/** `Marzo 2026` and `03/2026` are `2026-03`. */
export function readMonth(text: string): string | null {
  const numeric = /^([0-9]{2})\s?\/\s?([0-9]{4})$/.exec(text.trim());
  if (numeric !== null) return `${numeric[2]}-${numeric[1]}`;
  const [name = "", year] = text.trim().toLowerCase().split(/\s+/);
  const at = months.split("|").indexOf(name);
  return at === -1 || year === undefined ? null : `${year}-${String(at + 1).padStart(2, "0")}`;
}

/** Runs of white space become one space. */
export function readText(text: string): string | null {
  const plain = text.replaceAll(/\s+/g, " ").trim();
  return plain === "" ? null : plain;
}
