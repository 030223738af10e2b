import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { jsonReport } from "../../src/report/json.ts";
import { ansiPalette } from "../../src/report/palette.ts";
import { prettyDiagnostic, prettyDiagnostics, problemCount } from "../../src/report/pretty.ts";
import { sourceFile } from "../../src/text/source-file.ts";

const diagram = sourceFile("flow.mmd", "flowchart TD\n  A --> B\n");
const registry = sourceFile("steps.yml", "steps:\n  - node_id: C\n");
const diagnostic: Diagnostic = {
  code: "node-not-registered",
  severity: "error",
  message: "`B` is drawn and not registered.",
  location: { file: diagram, span: { start: 21, end: 22 } },
  related: [{ file: registry, span: { start: 20, end: 21 }, message: "the nearest entry" }],
  hint: "- step: 2\n  node_id: B",
};

test("a diagnostic shows its place, its frame, the other place and the hint", () => {
  expect(prettyDiagnostic(diagnostic)).toBe(
    [
      "flow.mmd:2:9",
      "error [node-not-registered] `B` is drawn and not registered.",
      "    |",
      "  2 |   A --> B",
      "    |         ^",
      "  see steps.yml:2:14 the nearest entry",
      "    |",
      "  2 |   - node_id: C",
      "    |              ^",
      "  hint - step: 2",
      "         node_id: B",
    ].join("\n"),
  );
});

test("a diagnostic without a place is a sentence", () => {
  expect(prettyDiagnostic({ code: "file-missing", severity: "fatal", message: "Gone." })).toBe(
    "fatal [file-missing] Gone.",
  );
});

test("colours are only added to the text", () => {
  const escape = String.fromCharCode(27);
  const coloured = prettyDiagnostics([diagnostic], ansiPalette);
  expect(coloured).toContain(`${escape}[31m`);
  expect(coloured.replaceAll(new RegExp(`${escape}\\[\\d+m`, "g"), "")).toBe(prettyDiagnostics([diagnostic]));
});

test("problems are counted by severity", () => {
  const warning: Diagnostic = { ...diagnostic, severity: "warning" };
  expect(problemCount([])).toBe("no problems");
  expect(problemCount([diagnostic, warning, warning, { ...diagnostic, severity: "fatal" }])).toBe(
    "1 fatal, 1 error, 2 warnings",
  );
});

test("the JSON report has lines and columns from 1 and null for what is absent", () => {
  const bare: Diagnostic = { code: "file-missing", severity: "fatal", message: "Gone." };
  expect(JSON.parse(jsonReport([diagnostic, bare], { nodes: 2 }))).toEqual({
    schemaVersion: 1,
    diagnostics: [
      {
        code: "node-not-registered",
        severity: "error",
        message: "`B` is drawn and not registered.",
        location: { path: "flow.mmd", line: 2, column: 9, end_line: 2, end_column: 10 },
        related: [
          {
            path: "steps.yml",
            line: 2,
            column: 14,
            end_line: 2,
            end_column: 15,
            message: "the nearest entry",
          },
        ],
        hint: "- step: 2\n  node_id: B",
      },
      { code: "file-missing", severity: "fatal", message: "Gone.", location: null, related: [], hint: null },
    ],
    counts: { nodes: 2 },
  });
});
