import type { RagstepError } from "../../diagnostics/errors.ts";
import { schemaVersion, jsonDiagnostic } from "../../report/json.ts";
import type { Palette } from "../../report/palette.ts";
import { prettyDiagnostics, problemCount } from "../../report/pretty.ts";
import type { CycleResult } from "./messages.ts";
import type { Cycle, CycleRun } from "./run-cycle.ts";

/** As much of an answer as tells whether it is the right one. */
const shownBytes = 400;

function errorText({ code, message, hint }: RagstepError, palette: Palette): string {
  const line = `${palette.red(palette.bold("error"))} [${code}] ${message}`;
  return hint === undefined
    ? line
    : `${line}\n  ${palette.green("hint")} ${hint.replaceAll("\n", "\n       ")}`;
}

function runText({ file, expects, report, body, latency_ms }: CycleRun, palette: Palette): string {
  const { status, path, mismatches, error } = report;
  const good = mismatches.length === 0 && (expects || status === "completed");
  const verdict = expects ? (good ? "as expected" : "not as expected") : status;
  const steps = path.map(({ node }) => node);
  const shown = steps.length > 12 ? `${steps.length} steps` : steps.join(" → ");
  const lines = [
    `${good ? palette.green(verdict) : palette.red(verdict)} ${file}: ${shown}, ${Math.round(latency_ms)} ms`,
  ];
  const answer = body.replaceAll(/\s+/g, " ").trim();
  if (answer !== "")
    lines.push(palette.dim(`  ${answer.length > shownBytes ? `${answer.slice(0, shownBytes)}…` : answer}`));
  lines.push(...mismatches.map((mismatch) => `  ${mismatch}`));
  if (error !== null && !good) lines.push(`  ${palette.red("error")} [${error.code}] ${error.message}`);
  return lines.join("\n");
}

/** Whether nothing is left to repair: warnings pass, as they do in `ragstep check`. */
function isGood({ diagnostics, run, error }: Cycle): boolean {
  if (error !== null || diagnostics.some(({ severity }) => severity !== "warning")) return false;
  return (
    run === null || (run.report.mismatches.length === 0 && (run.expects || run.report.status === "completed"))
  );
}

/** A cycle for people and for programs. */
export function cycleReport(cycle: Cycle, palette: Palette): CycleResult {
  const { diagnostics, run, error } = cycle;
  const ok = isGood(cycle);
  const count = problemCount(diagnostics);
  const parts = [
    prettyDiagnostics(diagnostics, palette),
    diagnostics.length === 0 ? palette.green(count) : palette.bold(count),
    run === null ? "" : runText(run, palette),
    error === null ? "" : errorText(error, palette),
  ];
  return {
    ok,
    text: parts.filter((part) => part !== "").join("\n"),
    data: {
      schemaVersion,
      ok,
      diagnostics: diagnostics.map(jsonDiagnostic),
      run:
        run === null
          ? null
          : { file: run.file, ...run.report, diagnostics: undefined, latency_ms: run.latency_ms },
      error: error === null ? null : { code: error.code, message: error.message, hint: error.hint ?? null },
    },
  };
}
