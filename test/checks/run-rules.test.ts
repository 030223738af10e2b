import { describe, expect, test } from "vitest";
import { checkLevels } from "../../src/checks/rule-levels.ts";
import { runRules } from "../../src/checks/run-rules.ts";
import { allCodes } from "../../src/checks/reading-codes.ts";
import { rules } from "../../src/checks/rules.ts";
import { fixesOf } from "../../src/checks/fix.ts";
import { folderFacts } from "./check-folder.ts";
import { withFiles } from "./example.ts";

const registry = `- { step: 1, id: demo.start, node_id: Start, node_label: Start, type: startEnd, category: demo }
- { step: 2, id: demo.ask, node_id: Ask, node_label: Ask, type: decision, category: demo }
- { step: 3, id: demo.done, node_id: Done, node_label: Done, type: startEnd, category: demo }
`;
const diagram = (comment = ""): string =>
  `flowchart TD\n${comment}  Start([Start]) --> Ask{Ask}\n  Ask -->|Yes| Done([Done])\n`;

async function factsOf(files: Readonly<Record<string, string>>) {
  return await withFiles({ files, expected: "" }, folderFacts);
}

function codesOf(result: ReturnType<typeof runRules>): readonly string[] {
  return result.diagnostics.map(({ code, severity }) => `${severity} ${code}`);
}

describe("rules", () => {
  test("that lack a part are skipped, and the counts say so", async () => {
    const { ran, skipped } = runRules(rules, await factsOf({ "diagram.mmd": diagram() }), {});
    const needRegistry = rules.filter(({ needs }) => needs.includes("registry")).length;
    expect(skipped).toBeGreaterThanOrEqual(needRegistry);
    expect(ran + skipped).toBe(rules.length);
  });

  test("give the same diagnostics in the same order, however they are listed", async () => {
    const facts = await factsOf({ "diagram.mmd": diagram(), "registry.yml": registry });
    expect(runRules(rules.toReversed(), facts, {})).toEqual(runRules(rules, facts, {}));
  });

  test("count as what the configuration says", async () => {
    const facts = await factsOf({ "diagram.mmd": diagram(), "registry.yml": registry });
    const found = codesOf(runRules(rules, facts, {}));
    expect(found).toContain("warning decision-one-edge");
    expect(found).toContain("warning owner-missing");
    const levels = { "decision-one-edge": "error", "owner-missing": "off" } as const;
    const changed = runRules(rules, facts, levels);
    expect(codesOf(changed)).toContain("error decision-one-edge");
    expect(codesOf(changed).join()).not.toContain("owner-missing");
    expect(changed.skipped).toBe(runRules(rules, facts, {}).skipped + 1);
  });

  test("that are fatal or unknown cannot be configured", () => {
    expect(() => checkLevels({ "no-entry": "off" }, allCodes)).toThrow("`no-entry`, which is fatal");
    expect(() => checkLevels({ "label-difers": "off" }, allCodes)).toThrow("Did you mean `label-differs`?");
    expect(() => checkLevels({ "mermaid-end-in-title": "error" }, allCodes)).not.toThrow();
  });
});

describe("an ignore comment", () => {
  const comment = "  %% ragstep-ignore decision-one-edge: the other comes in May\n";

  test("hides its code in its line, and is counted", async () => {
    const facts = await factsOf({ "diagram.mmd": diagram(comment), "registry.yml": registry });
    const result = runRules(rules, facts, {});
    expect(codesOf(result).join()).not.toMatch(/decision-one-edge|ignore-/);
    expect(result.hidden).toBe(1);
  });

  test("hides no other code", async () => {
    const other = comment.replace("decision-one-edge", "decision-branch-missing");
    const facts = await factsOf({ "diagram.mmd": diagram(other), "registry.yml": registry });
    expect(codesOf(runRules(rules, facts, {}))).toEqual(
      expect.arrayContaining(["warning decision-one-edge", "error ignore-unused"]),
    );
  });

  test("of a rule that did not run is not called unused", async () => {
    const other = comment.replace("decision-one-edge", "owner-missing");
    const facts = await factsOf({ "diagram.mmd": diagram(other) });
    expect(codesOf(runRules(rules, facts, {})).join()).not.toContain("ignore-unused");
    const off = await factsOf({ "diagram.mmd": diagram(comment), "registry.yml": registry });
    expect(codesOf(runRules(rules, off, { "decision-one-edge": "off" })).join()).not.toContain(
      "ignore-unused",
    );
  });

  test("never hides what is fatal", async () => {
    const text = "flowchart TD\n  %% ragstep-ignore no-entry: not yet\n  A[A] --> B([B])\n";
    const found = codesOf(runRules(rules, await factsOf({ "diagram.mmd": text }), {}));
    expect(found).toEqual(expect.arrayContaining(["fatal no-entry", "error ignore-malformed"]));
    expect(found.join()).not.toContain("ignore-unused");
  });
});

describe("repairs", () => {
  async function repaired(files: Readonly<Record<string, string>>) {
    const facts = await factsOf(files);
    const { diagnostics } = runRules(rules, facts, {});
    const fixes = fixesOf(diagnostics, facts);
    const after = { ...files, ...Object.fromEntries(fixes.map((fix) => [fix.path, fix.after])) };
    const again = await factsOf(after);
    return { fixes, codes: codesOf(runRules(rules, again, {})).join(), left: fixesOf([], again), after };
  }

  test("write the drawn label into the registry, in quotes where YAML needs them", async () => {
    for (const label of ["Ask again", "Ask: twice", "no", "100 %", "a # b", 'say "yes"', "[x]"]) {
      const drawn = diagram().replace("{Ask}", `{"${label.replaceAll('"', "#quot;")}"}`);
      const { codes, fixes } = await repaired({ "diagram.mmd": drawn, "registry.yml": registry });
      expect(fixes.map(({ path }) => path)).toEqual(["registry.yml"]);
      expect(codes, label).not.toMatch(/label-differs|yaml|registry/);
    }
  });

  test("add a forgotten class, and else write the drawn type", async () => {
    const drawn = "flowchart TD\n  Start([Start]) --> Ask[Ask]\n  Ask --> Done([Done])\n";
    const forgotten = await repaired({
      "diagram.mmd": drawn,
      "registry.yml": registry.replace("decision", "error"),
    });
    expect(forgotten.after["diagram.mmd"]).toContain("Ask[Ask]:::error");
    expect(forgotten.codes).not.toContain("type-differs");
    const other = await repaired({ "diagram.mmd": drawn, "registry.yml": registry });
    expect(other.after["registry.yml"]).toContain("type: process");
    expect(other.codes).not.toContain("type-differs");
  });

  test("take out ignore comments that hide nothing, with their line or the blanks before them", async () => {
    const files = {
      "diagram.mmd": diagram("  %% ragstep-ignore no-way-to-end: old\n"),
      "registry.yml": registry.replace("demo }\n-", "demo } # ragstep-ignore label-differs: old\n-"),
    };
    const { after } = await repaired(files);
    expect(after["diagram.mmd"]).toBe(diagram());
    expect(after["registry.yml"]).toBe(registry);
  });

  test("are none where nothing has one right answer", async () => {
    const { fixes } = await repaired({ "diagram.mmd": diagram(), "registry.yml": registry });
    expect(fixes).toEqual([]);
  });
});
