import type { Palette } from "./palette.ts";
import type { ReportedRun } from "./run-report.ts";

function responseText({ response }: ReportedRun): string {
  if (response === null) return "no response";
  return "frames" in response
    ? `status ${response.status_code}, ${response.frames.length} frames`
    : `status ${response.status_code}`;
}

/** A run that went on from an earlier one has no answer of its own, but it has come to something. */
function answerLine(run: ReportedRun, source: string | null): string {
  if (run.response === null && source !== null) return `  result  ${source}`;
  return `  answer  ${responseText(run)}${source === null ? "" : `, ${source}`}`;
}

/** The last lines of a run for people: how it ended, how long its path was, what was answered, and from where. */
export function runSummary(
  run: ReportedRun,
  latencyMs: number,
  source: string | null,
  palette: Palette,
): string {
  const steps = new Set(run.path.map(({ node }) => node)).size;
  const paint = run.status === "completed" ? palette.green : palette.red;
  const lines = [
    `${paint(run.status)} ${palette.dim(run.run_id ?? "")}`,
    `  path    ${run.path.length} long, ${steps} different steps, ${Math.round(latencyMs)} ms`,
    answerLine(run, source),
  ];
  if (run.error) {
    lines.push(`${palette.red("error")} [${run.error.code}] ${run.error.message}`);
    if (run.error.hint !== undefined) lines.push(`  hint ${run.error.hint}`);
  }
  for (const mismatch of run.mismatches) lines.push(`${palette.red("expected otherwise")} ${mismatch}`);
  return lines.join("\n");
}
