import type { Passage } from "../llm/types.ts";
import { errorMark } from "../tools/error-mark.ts";
import type { ToolFinding } from "../tools/run-calls.ts";
import type { Agreement } from "./agreement.ts";
import type { Calculation, CalculationResult } from "./calculations/calculation.ts";
import { formatDate } from "./calendar.ts";
import { sourceOf, validityOf } from "./cite.ts";
import { describeTopic } from "./describe-topic.ts";
import type { Lookup } from "./lookup.ts";
import { type Topic, topicNames } from "./topic.ts";

/** What one who names a level and no topic wants to know. */
const overview: readonly Topic[] = [
  "pay",
  "hours",
  "monthly-pays",
  "leave",
  "permits",
  "notice",
  "trial",
  "seniority-steps",
];

function passageOf(topic: Topic, lookup: Lookup): Passage | undefined {
  const { agreement, level } = lookup;
  const statements = describeTopic(topic, lookup);
  const [first] = statements;
  if (first === undefined) return undefined;
  const whose = level === undefined ? "" : `, ${level.label}`;
  const { from, to } = validityOf(agreement, first.cited);
  return {
    id: `ccnl:${agreement.id}:${topic}:${level?.id ?? "tutti"}`,
    title: `${agreement.short}${whose}: ${topicNames[topic]}`,
    text: statements.map(({ text }) => text).join(" "),
    source: `${[...new Set(statements.map(({ cited }) => sourceOf(agreement, cited)))].join("; ")}; dal ${formatDate(from)} al ${formatDate(to)}`,
    score: 1,
    complete: true,
  };
}

/** What an agreement says on what was asked, a passage for each topic, each with its source. */
export function describeLookup(lookup: Lookup): ToolFinding {
  const passages = (lookup.topic === undefined ? overview : [lookup.topic]).flatMap(
    (topic) => passageOf(topic, lookup) ?? [],
  );
  if (passages.length === 0) {
    const what = lookup.topic === undefined ? "nulla" : `nulla su ${topicNames[lookup.topic]}`;
    return {
      ok: false,
      content: `${errorMark}Non ho ${what} in ${lookup.agreement.short}.`,
      passages,
      count: 0,
    };
  }
  return { content: write(passages), passages, count: passages.length };
}

/** Passages as a model reads them, numbered from `first`. */
function write(passages: readonly Passage[], first = 1): string {
  return passages
    .map(({ title, text, source }, index) => `[${first + index}] ${title}\n${text}\nFonte: ${source}`)
    .join("\n\n");
}

function explain({ result, formula, steps, inputs, notes }: Calculation): string {
  return [
    `Risultato: ${result}.`,
    `Formula: ${formula}.`,
    `Calcolo: ${steps.join("; ")}.`,
    `Dati: ${inputs.map(({ name, value, source }) => `${name} ${value} (${source})`).join("; ")}.`,
    ...notes,
  ].join(" ");
}

/** A tool's finding with the calculation that was asked for: its result, formula, inputs and source, or why there is none. */
export function withCalculation<
  Finding extends { readonly content: string; readonly passages: readonly Passage[] },
>(finding: Finding, agreement: Agreement | undefined, calculation: CalculationResult): Finding {
  if (calculation.kind === "missing") {
    return {
      ...finding,
      content: `${errorMark}Il calcolo non è possibile. ${calculation.reason}\n\n${finding.content}`,
    };
  }
  const passage: Passage = {
    id: `ccnl:${agreement?.id ?? "legge"}:calcolo:${calculation.title}`,
    title: agreement === undefined ? calculation.title : `${agreement.short}: ${calculation.title}`,
    text: explain(calculation),
    source: calculation.source,
    score: 1,
    complete: true,
  };
  const passages = [...finding.passages, passage];
  const content = [finding.content, write([passage], passages.length)].filter((part) => part !== "");
  return { ...finding, content: content.join("\n\n"), passages };
}

/** A result that says what is not known. */
export function describeUnknown(reason: string): ToolFinding {
  return { ok: false, content: `${errorMark}${reason}`, passages: [], count: 0 };
}
