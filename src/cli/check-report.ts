import type { CheckResult } from "../checks/check-project.ts";
import type { Palette } from "../report/palette.ts";
import { packageVersion } from "./version.ts";

/** How `ragstep check` may write its report. */
export const checkFormats = ["pretty", "json", "github", "sarif", "markdown"] as const;

export type CheckFormat = (typeof checkFormats)[number];

/** Only the format that is asked for is loaded. */
const writers: Readonly<Record<CheckFormat, (result: CheckResult, palette: Palette) => Promise<string>>> = {
  async pretty({ diagnostics, counts, notes }, palette) {
    const { countsText } = await import("../report/counts.ts");
    const { prettyDiagnostics, problemCount } = await import("../report/pretty.ts");
    const paint = diagnostics.length === 0 ? palette.green : palette.bold;
    const said = notes.map((note) => `${note}\n`).join("");
    const verdict = `${paint(problemCount(diagnostics))} in ${countsText(counts)}\n${said}`;
    return diagnostics.length === 0 ? verdict : `${prettyDiagnostics(diagnostics, palette)}\n${verdict}`;
  },
  async json({ diagnostics, counts }) {
    return (await import("../report/json.ts")).jsonReport(diagnostics, counts);
  },
  async github({ diagnostics }) {
    return (await import("../report/github.ts")).githubReport(diagnostics);
  },
  async sarif({ diagnostics, facts: { codes, places } }) {
    const { sarifReport } = await import("../report/sarif.ts");
    return sarifReport(diagnostics, { version: packageVersion(), mainFile: places.diagram, codes });
  },
  async markdown({ diagnostics, counts, notes }) {
    return (await import("../report/markdown.ts")).markdownReport(diagnostics, counts, notes);
  },
};

/** The report of a check as text. */
export async function checkReport(
  result: CheckResult,
  format: CheckFormat,
  palette: Palette,
): Promise<string> {
  return await writers[format](result, palette);
}
