import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { allCodes } from "../../src/checks/reading-codes.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { githubReport } from "../../src/report/github.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { sarifReport } from "../../src/report/sarif.ts";
import { sourceFile } from "../../src/text/source-file.ts";

const diagram = sourceFile("docs/my flow, v2.mmd", "flowchart TD\n  A --> B\n");
const registry = sourceFile("steps.yml", "- node_id: C\n");

/** As awkward as they come: every sign that one of the formats reads as its own. */
const awkward: readonly Diagnostic[] = [
  {
    code: "label-differs",
    severity: "error",
    message: "`A` is 100% wrong: a|b, <b>, *c*\nand more.",
    location: { file: diagram, span: { start: 15, end: 16 } },
    related: [{ file: registry, span: { start: 11, end: 12 }, message: "registered here" }],
    hint: 'node_label: "a|b"\nor `A`',
  },
  {
    code: "loop-without-bound",
    severity: "warning",
    message: "Over two lines.",
    location: { file: diagram, span: { start: 0, end: 17 } },
  },
  { code: "file-missing", severity: "fatal", message: "Nowhere." },
];

describe("annotations of GitHub", () => {
  test("escape what would end a message or a property", () => {
    expect(githubReport(awkward)).toBe(
      [
        '::error file=docs/my flow%2C v2.mmd,line=2,endLine=2,col=3,endColumn=4,title=label-differs::`A` is 100%25 wrong: a|b, <b>, *c*%0Aand more.%0Anode_label: "a|b"%0Aor `A`',
        "::warning file=docs/my flow%2C v2.mmd,line=1,endLine=2,title=loop-without-bound::Over two lines.",
        "::error title=file-missing::Nowhere.",
        "",
      ].join("\n"),
    );
  });

  test("are none for no problems", () => {
    expect(githubReport([])).toBe("");
  });
});

describe("SARIF", () => {
  const tool = { version: "1.2.3", mainFile: "docs/flow.mmd", codes: allCodes };
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
  // Its draft 4 differs from the one that is known here in the word for the schema's own id.
  const { $schema: _, id: schemaId, ...schema } = sarifSchema;
  const isSarif = ajv.compile({ $id: schemaId, ...schema });

  test.for([
    ["awkward problems", awkward],
    ["no problems", []],
  ] as const)("of %s is valid against the schema of SARIF 2.1.0", ([, diagnostics]) => {
    isSarif(JSON.parse(sarifReport(diagnostics, tool)));
    expect(isSarif.errors ?? []).toEqual([]);
  });

  test("would not be valid with a level that SARIF does not know, so the schema does look", () => {
    const text = sarifReport(awkward, tool).replace('"level": "warning"', '"level": "fatal"');
    expect(isSarif(JSON.parse(text))).toBe(false);
  });

  test("points to rules by index, to places from 1, and never to nowhere", () => {
    const log = JSON.parse(sarifReport(awkward, tool)) as {
      runs: [{ tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }];
    };
    const [run] = log.runs;
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual([
      "file-missing",
      "label-differs",
      "loop-without-bound",
    ]);
    expect(run.results[0]).toMatchObject({
      ruleId: "label-differs",
      ruleIndex: 1,
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "docs/my%20flow%2C%20v2.mmd" },
            region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 4 },
          },
        },
      ],
      relatedLocations: [{ id: 0, message: { text: "registered here" } }],
    });
    expect(run.results[2]).toMatchObject({
      locations: [{ physicalLocation: { artifactLocation: { uri: "docs/flow.mmd" } } }],
    });
  });

  test("names a problem the same when lines above it come and go", () => {
    const moved = sourceFile(diagram.path, `%% a comment\n${diagram.text}`);
    const [first] = awkward;
    const fingerprints = [first, { ...first, location: { file: moved, span: { start: 28, end: 29 } } }].map(
      (one) => /"ragstep\/v1": .*/.exec(sarifReport([one as Diagnostic], tool))?.[0],
    );
    expect(fingerprints[0]).toBeDefined();
    expect(fingerprints[0]).toBe(fingerprints[1]);
  });
});

describe("Markdown", () => {
  test("is a table in which no text ends its cell or becomes markup", () => {
    expect(markdownReport(awkward, { nodes: 2, edges: 1 })).toBe(
      [
        "### ragstep check: 1 fatal, 1 error, 1 warning",
        "",
        "2 nodes, 1 edge",
        "",
        "| Severity | Code | Place | What is wrong | To paste |",
        "| --- | --- | --- | --- | --- |",
        String.raw`| ❌ error | \`label-differs\` | \`docs/my flow, v2.mmd:2:3\` | \`A\` is 100% wrong: a\|b, \<b\>, \*c\*<br>and more. | \`node_label: "a\|b"\`<br>\`\` or \`A\` \`\` |`.replaceAll(
          "\\`",
          "`",
        ),
        "| ⚠️ warning | `loop-without-bound` | `docs/my flow, v2.mmd:1:1` | Over two lines. |  |",
        "| ⛔ fatal | `file-missing` |  | Nowhere. |  |",
        "",
      ].join("\n"),
    );
  });

  test("of no problems says so, and what was looked at", () => {
    expect(markdownReport([], { nodes: 2, edges: 1 })).toBe(
      "### ragstep check: no problems\n\n2 nodes, 1 edge\n",
    );
  });
});
