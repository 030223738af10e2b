import { describe, expect, test } from "vitest";
import { readRegistry } from "../../src/registry/read-registry.ts";
import { deprecateEntry } from "../../src/scaffold/remove-from-registry.ts";
import { renameInRegistry } from "../../src/scaffold/rename-in-registry.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { applyEdits } from "../../src/text/text-edit.ts";

const how = { date: "2026-03-01", reason: "The store does it: at once, and for all" };

function deprecated(text: string, step: number): string | null {
  const file = sourceFile("steps.yml", text);
  const entry = readRegistry(file).value.entries.find((one) => one.step === step);
  if (entry === undefined) throw new Error(`The test's registry has no step ${step}.`);
  const edits = deprecateEntry(file, entry, how);
  return edits && applyEdits(text, edits);
}

const head = "{ step: 1, id: a.ask, node_id: Ask, node_label: Ask, type: process, category: a";

describe("an entry that is deprecated", () => {
  test("keeps its fields and comments, and has the day and the reason behind them", () => {
    const text = `steps:
  # the first
  - step: 1
    id: a.ask
    node_id: Ask # its node
    node_label: Ask
    type: process
    category: a
    nodes:
      - Ask
    timeout_ms: 5 # short

  - step: 2
    id: a.bake
    node_id: Bake
    node_label: Bake
    type: process
    category: a
`;
    expect(deprecated(text, 1)).toBe(
      text.replace("nodes:\n      - Ask", "nodes: []").replace(
        "timeout_ms: 5 # short\n",
        `timeout_ms: 5 # short
    status:
      kind: deprecated
      date: 2026-03-01
      reason: "The store does it: at once, and for all"
`,
      ),
    );
    expect(deprecated(text, 2)?.endsWith('and for all"\n')).toBe(true);
  });

  test("may be written on one line, and may have been planned", () => {
    const status =
      'status: { kind: deprecated, date: 2026-03-01, reason: "The store does it: at once, and for all" }';
    expect(deprecated(`- ${head} }\n`, 1)).toBe(`- ${head}, ${status} }\n`);
    expect(deprecated(`- ${head}, status: planned, nodes: [Ask] }\n`, 1)).toBe(
      `- ${head}, ${status}, nodes: [] }\n`,
    );
  });
});

describe("an entry whose node is renamed", () => {
  test("has the new name as its node and among its nodes, and keeps its id and label", () => {
    const text = `- ${head}, nodes: [Ask, "Ask"] }\n- step: 2\n  id: a.Ask\n  node_id: 'Ask'\n  node_label: Ask\n  type: process\n  category: Ask\n`;
    const file = sourceFile("steps.yml", text);
    const { entries } = readRegistry(file).value;
    expect(applyEdits(text, renameInRegistry(file, entries, "Ask", "Wonder"))).toBe(
      text
        .replaceAll("node_id: Ask", "node_id: Wonder")
        .replace("node_id: 'Ask'", "node_id: 'Wonder'")
        .replace('[Ask, "Ask"]', '[Wonder, "Wonder"]'),
    );
  });
});
