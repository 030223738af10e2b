import { parse } from "yaml";
import { z } from "zod";

import { UsageError } from "../../diagnostics/errors.ts";
import { type Agreement, agreementSchema } from "./agreement.ts";

/** What a schema cannot see: names of levels and sources that lead nowhere, tables that overlap. */
function problemsOf(agreement: Agreement): readonly string[] {
  const levels = new Set(agreement.levels.map(({ id }) => id));
  const { hours, pay, extra_pays, leave, permits, notice, trial, seniority_steps, overtime } = agreement;
  const cited = [
    hours,
    ...pay,
    ...extra_pays,
    ...leave,
    ...permits,
    ...notice,
    ...trial,
    seniority_steps,
    ...overtime,
  ];
  const named = [
    ...pay.flatMap(({ amounts }) => Object.keys(amounts)),
    ...notice.flatMap(({ rows }) => rows.flatMap((row) => row.levels)),
    ...trial.flatMap((rule) => rule.levels),
    ...Object.keys(seniority_steps.amounts),
  ];
  return [
    ...named.filter((level) => !levels.has(level)).map((level) => `there is no level \`${level}\``),
    ...cited
      .filter(({ source }) => !Object.hasOwn(agreement.sources, source))
      .map(({ source }) => `there is no source \`${source}\``),
    ...[agreement, ...pay]
      .filter(({ from, to }) => from > to)
      .map(({ from, to }) => `\`${from}\` is after \`${to}\``),
    ...pay.flatMap(({ from }, index) => {
      const before = pay[index - 1];
      return before !== undefined && from <= before.to
        ? [`the pay table of \`${from}\` begins before the one above ends`]
        : [];
    }),
    ...pay.flatMap(({ from, components, amounts }) =>
      Object.entries(amounts)
        .filter(([, parts]) => parts.length > components.length)
        .map(
          ([level]) => `level \`${level}\` has more amounts than components in the pay table of \`${from}\``,
        ),
    ),
    ...notice.flatMap(({ limits, rows }) =>
      rows
        .filter(({ durations }) => durations.length !== limits.length + 1)
        .map(({ levels: of }) => `the notice of \`${of.join(", ")}\` needs ${limits.length + 1} durations`),
    ),
  ];
}

/** Reads one agreement from YAML. Throws a `UsageError` that names the file and everything that is wrong in it. */
export function readAgreement(content: string, file: string): Agreement {
  const invalid = (reason: string, cause?: unknown): UsageError =>
    new UsageError("data-invalid", `\`${file}\` does not hold a labour agreement: ${reason}`, { cause });
  let agreement: Agreement;
  try {
    agreement = agreementSchema.parse(parse(content));
  } catch (cause) {
    if (cause instanceof z.ZodError) throw invalid(z.prettifyError(cause), cause);
    throw invalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
  const problems = problemsOf(agreement);
  if (problems.length > 0) throw invalid(`${[...new Set(problems)].join("; ")}.`);
  return agreement;
}
