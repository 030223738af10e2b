import { isDeepStrictEqual } from "node:util";
import { differenceText } from "../recording/difference-text.ts";
import type { LoggedAttrs } from "../recording/recording.ts";
import { plural } from "../report/counts.ts";
import type { Palette } from "../report/palette.ts";
import { jsonRun } from "../report/run-report.ts";
import type { VerifiedRequest } from "./verify-request.ts";

/** A step that logs other attributes than it did when it was recorded; null on a side that has none. */
export interface ChangedAttrs {
  /** Node id. */
  readonly node: string;
  readonly recorded: readonly string[] | null;
  readonly now: readonly string[] | null;
}

/** The steps that both sides name, or only the new one, with other attributes; also the gone ones when all was run. */
export function changedAttrs(recorded: LoggedAttrs, now: LoggedAttrs): readonly ChangedAttrs[] {
  return [...new Set([...recorded.keys(), ...now.keys()])]
    .map((node) => ({ node, recorded: recorded.get(node) ?? null, now: now.get(node) ?? null }))
    .filter((one) => !isDeepStrictEqual(one.recorded, one.now));
}

/** Whether a request came out as it should. */
export function isAsExpected({ report, recordings }: VerifiedRequest): boolean {
  return report.mismatches.length === 0 && recordings.every(({ difference }) => difference === null);
}

/** One verified request as people read it. */
export function verifiedText(verified: VerifiedRequest, palette: Palette): string {
  const { name, report, recordings } = verified;
  const wrong = !isAsExpected(verified);
  const lines = [
    `${wrong ? palette.red("differs") : palette.green("as expected")} ${name}`,
    ...report.mismatches,
  ];
  for (const { name: recording, difference } of recordings) {
    if (difference === null) continue;
    lines.push(
      `not as recorded in \`${recording}.json\`:`,
      ...differenceText(difference).map((line) => `  ${line}`),
    );
  }
  if (wrong && report.error !== null)
    lines.push(`the run ended with [${report.error.code}] ${report.error.message}`);
  return lines.join("\n  ");
}

function namesText(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.map((name) => `\`${name}\``).join(", ");
}

function changedText({ node, recorded, now }: ChangedAttrs): string {
  const before = recorded === null ? "was in no recorded run" : `logged ${namesText(recorded)}`;
  const after = now === null ? "is in no run" : `logs ${namesText(now)}`;
  return `\`${node}\` ${before}, and now ${after}`;
}

/** The steps that log other attributes than recorded, as people read it. */
export function changedAttrsText(changed: readonly ChangedAttrs[], palette: Palette): string {
  return [`${palette.red("differs")} attributes logged`, ...changed.map(changedText)].join("\n  ");
}

/** The last line: how much was run, and how much of it differs. */
export function verifySummary(verified: readonly VerifiedRequest[]): string {
  const differing = verified.filter((one) => !isAsExpected(one)).length;
  const recordings = verified.reduce((sum, one) => sum + one.recordings.length, 0);
  const held = recordings === 0 ? "" : ` with ${plural(recordings, "recording")}`;
  return `${plural(verified.length, "request")}${held}, ${differing === 0 ? "all as expected" : `${differing} not as expected`}`;
}

/** All verified requests as one JSON text. */
export function verifiedJson(verified: readonly VerifiedRequest[], attrs: readonly ChangedAttrs[]): string {
  const entries = verified.map(({ name, report, recordings }) => {
    const compared = recordings.map(({ name: recording, difference }) => ({ recording, difference }));
    return `{"file":${JSON.stringify(name)},"run":${jsonRun(report)},"recordings":${JSON.stringify(compared)}}`;
  });
  if (attrs.length > 0) entries.push(JSON.stringify({ file: null, attrs }));
  return `[${entries.join(",")}]`;
}
