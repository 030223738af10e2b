import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { RagstepError } from "../../diagnostics/errors.ts";
import { jsonDiagnostic } from "../../report/json.ts";
import type { Palette } from "../../report/palette.ts";
import { prettyDiagnostics, problemCount } from "../../report/pretty.ts";
import type { CycleResult } from "./messages.ts";
import type { CycleRun } from "./run-part.ts";

/** As much of an answer as tells whether it is the right one. */
const shownLength = 400;

/** What was found by the check; warnings pass, as they do in `ragstep check`. */
export function checkReport(diagnostics: readonly Diagnostic[], palette: Palette): CycleResult {
  const count = problemCount(diagnostics);
  const verdict = diagnostics.length === 0 ? palette.green(count) : palette.bold(count);
  const found = prettyDiagnostics(diagnostics, palette);
  return {
    ok: diagnostics.every(({ severity }) => severity === "warning"),
    text: found === "" ? verdict : `${found}\n${verdict}`,
    data: { diagnostics: diagnostics.map(jsonDiagnostic), run: null, error: null },
  };
}

/** What a request came to; null when none was run. */
export function runReport(run: CycleRun | null, palette: Palette): CycleResult {
  if (run === null) return { ok: true, text: "", data: { diagnostics: [], run: null, error: null } };
  const { file, expects, report, body, latency_ms } = run;
  const { diagnostics: _, ...data } = report;
  const { status, path, mismatches, error } = report;
  const ok = mismatches.length === 0 && (expects || status === "completed");
  const verdict = expects ? (ok ? "as expected" : "not as expected") : status;
  const steps = path.map(({ node }) => node);
  const way = steps.length > 12 ? `${steps.length} steps` : steps.join(" → ");
  const lines = [
    `${ok ? palette.green(verdict) : palette.red(verdict)} ${file}: ${way}, ${Math.round(latency_ms)} ms`,
  ];
  const answer = body.replaceAll(/\s+/g, " ").trim();
  if (answer !== "")
    lines.push(palette.dim(`  ${answer.length > shownLength ? `${answer.slice(0, shownLength)}…` : answer}`));
  lines.push(...mismatches.map((mismatch) => `  ${mismatch}`));
  if (error !== null && !ok) lines.push(`  ${palette.red("error")} [${error.code}] ${error.message}`);
  return {
    ok,
    text: lines.join("\n"),
    data: { diagnostics: [], run: { file, ...data, latency_ms }, error: null },
  };
}

/** What kept a part from being done. */
export function errorReport({ code, message, hint }: RagstepError, palette: Palette): CycleResult {
  const line = `${palette.red(palette.bold("error"))} [${code}] ${message}`;
  const shownHint =
    hint === undefined ? "" : `\n  ${palette.green("hint")} ${hint.replaceAll("\n", "\n       ")}`;
  return {
    ok: false,
    text: `${line}${shownHint}`,
    data: { diagnostics: [], run: null, error: { code, message, hint: hint ?? null } },
  };
}

/** Check and run as one result; what keeps both from being done is told once. */
export function bothReports(check: CycleResult, run: CycleResult): CycleResult {
  return {
    ok: check.ok && run.ok,
    text: [...new Set([check.text, run.text])].filter((text) => text !== "").join("\n"),
    data: {
      diagnostics: check.data.diagnostics,
      run: run.data.run,
      error: check.data.error ?? run.data.error,
    },
  };
}
