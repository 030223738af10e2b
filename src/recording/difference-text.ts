import type { ChangedKeys, ChangedWay, RecordingDifference } from "./compare-recordings.ts";
import type { RecordedStep } from "./recording.ts";

/** More fields of one step tell nothing more. */
const mostKeys = 5;
const longestShown = 160;

function shown(value: unknown): string {
  if (value === undefined) return "not set";
  const text = JSON.stringify(value) ?? "not set";
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

function named(step: number | null, node: string, visit: number): string {
  return `${step === null ? "" : `${step} `}\`${node}\`${visit > 1 ? ` (visit ${visit})` : ""}`;
}

function stepName({ step, node, visit }: RecordedStep): string {
  return named(step, node, visit);
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "its end" : names.map((name) => `\`${name}\``).join(" and ");
}

function outcomeText(outcome: RecordedStep["outcome"]): string {
  if (outcome === null) return "no outcome";
  return typeof outcome === "string" ? outcome : outcome.join(" and ");
}

function sameVisit(a: RecordedStep, b: RecordedStep): boolean {
  return a.node === b.node && a.visit === b.visit;
}

/** What is different of one visit that both runs came to. */
function visitDifferences(recorded: RecordedStep, now: RecordedStep): readonly string[] {
  if (outcomeText(recorded.outcome) !== outcomeText(now.outcome))
    return [
      `recorded ${recorded.outcome === null ? "" : "outcome "}${outcomeText(recorded.outcome)} -> now ${outcomeText(now.outcome)}`,
    ];
  if (recorded.errorCode !== now.errorCode)
    return [`recorded ${recorded.errorCode ?? "no error"} -> now ${now.errorCode ?? "no error"}`];
  if (recorded.skipped !== now.skipped)
    return [now.skipped ? "passed through now, its flag is off" : "run now, its flag is on"];
  if (list(recorded.next) !== list(now.next))
    return [`recorded going on to ${list(recorded.next)} -> now to ${list(now.next)}`];
  return [`recorded as step ${recorded.step ?? "-"} -> now ${now.step ?? "-"}`];
}

function wayLines({ last, recorded, now }: ChangedWay): readonly string[] {
  if (recorded !== null && now !== null && sameVisit(recorded, now))
    return visitDifferences(recorded, now).map((text) => `same up to ${stepName(recorded)}: ${text}`);
  const from = last === null ? "different from the start" : `same up to ${stepName(last)}`;
  const name = (step: RecordedStep | null): string => (step === null ? "the end" : stepName(step));
  return [`${from}: recorded next ${name(recorded)} -> now ${name(now)}`];
}

function keyLines({ node, step, visit, keys }: ChangedKeys): readonly string[] {
  const where = node === null ? "in the input" : `at ${named(step, node, visit)}`;
  const rest = keys.length - mostKeys;
  return [
    ...keys
      .slice(0, mostKeys)
      .map(
        ({ key, recorded, now }) =>
          `key \`${key}\` ${where} changed from ${shown(recorded)} to ${shown(now)}`,
      ),
    ...(rest > 0 ? [`and ${rest} more ${where}`] : []),
  ];
}

/** The first differences between a recording and the run as it is now, one a line. */
export function differenceText({ way, keys, ends }: RecordingDifference): readonly string[] {
  return [
    ...(way === null ? [] : wayLines(way)),
    ...(keys === null ? [] : keyLines(keys)),
    ...ends.map(({ key, recorded, now }) => `\`${key}\` changed from ${shown(recorded)} to ${shown(now)}`),
  ];
}
