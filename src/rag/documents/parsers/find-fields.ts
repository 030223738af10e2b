import type { DocumentText, ParsedField, TextPage } from "../types.ts";
import type { Place } from "./places.ts";

/** How one field is found. Each pattern has the flag `d` and names the value's group `v`; the first that fits wins. */
export interface FieldRule {
  readonly name: string;
  readonly label: string;
  readonly patterns: readonly RegExp[];
  /** The value in one spelling; null when what was found is none, and the search goes on. */
  readonly read: (text: string) => string | null;
  /** 0 to 1: how sure the patterns are when the text itself is. */
  readonly confidence?: number;
  /** Of a number: `%`, or the ISO code of its currency. */
  readonly unit?: string;
  /** For forms that print the label above its value: tried after the patterns. */
  readonly below?: { readonly label: RegExp; readonly value: RegExp };
}

const usual = 0.9;

function global(pattern: RegExp): RegExp {
  return pattern.global ? pattern : new RegExp(pattern, `${pattern.flags}g`);
}

/** The match without the white space around it, and with its value. */
function fieldAt(
  page: TextPage,
  rule: FieldRule,
  start: number,
  end: number,
  sure: number,
): ParsedField | null {
  const raw = page.text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const value = rule.read(raw);
  if (value === null) return null;
  const span = { start: from, end: from + raw.trim().length };
  const confidence = Math.round((rule.confidence ?? usual) * sure * 100) / 100;
  const { name, label, unit } = rule;
  return { name, label, value, page: page.number, span, unit, confidence };
}

function findIn(page: TextPage, rule: FieldRule, pattern: RegExp, sure: number): ParsedField | null {
  for (const match of page.text.matchAll(global(pattern))) {
    const place = match.indices?.groups?.["v"];
    const field = place === undefined ? null : fieldAt(page, rule, place[0], place[1], sure);
    if (field !== null) return field;
  }
  return null;
}

/** How far a value may stand to the side of the label above it, in characters. */
const drift = 3;
/** A label above its value says less than one in front of it. */
const belowShare = 0.8;

/** The value in the next written line below a label, where the two overlap. */
function findBelow(page: TextPage, rule: FieldRule, sure: number): ParsedField | null {
  if (rule.below === undefined) return null;
  const { label, value } = rule.below;
  const lines = [...page.text.matchAll(/[^\n]*\S[^\n]*/g)];
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    const head = label.exec(line[0]);
    if (head === null || next === undefined) continue;
    const from = head.index - drift;
    const to = head.index + head[0].length + drift;
    for (const match of next[0].matchAll(global(value))) {
      if (match.index > to || match.index + match[0].length < from) continue;
      const start = next.index + match.index;
      const field = fieldAt(page, rule, start, start + match[0].length, sure * belowShare);
      if (field !== null) return field;
    }
  }
  return null;
}

/** The first place that a rule fits, patterns before pages. */
export function findField(text: DocumentText, rule: FieldRule): ParsedField | null {
  for (const pattern of rule.patterns) {
    for (const page of text.pages) {
      const field = findIn(page, rule, pattern, text.confidence);
      if (field !== null) return field;
    }
  }
  for (const page of text.pages) {
    const field = findBelow(page, rule, text.confidence);
    if (field !== null) return field;
  }
  return null;
}

/** What each rule finds, in the order of the rules. */
export function findFields(text: DocumentText, rules: readonly FieldRule[]): readonly ParsedField[] {
  return rules.map((rule) => findField(text, rule)).filter((field) => field !== null);
}

/** The canonical value of a field by its name. */
export function valueOf(fields: readonly ParsedField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null;
}

/** Where a field was read; undefined where it was not found. */
export function placeOf(fields: readonly ParsedField[], name: string): Place | undefined {
  const field = fields.find((one) => one.name === name);
  return field === undefined || field.span === null ? undefined : { page: field.page, span: field.span };
}
