import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFullYaml } from "../../src/registry/full-yaml.ts";
import { readPlainYaml } from "../../src/text/plain-yaml.ts";
import { sourceFile } from "../../src/text/source-file.ts";

function full(text: string) {
  return readFullYaml(sourceFile("registry.yml", text));
}

describe("readPlainYaml", () => {
  it.each([
    "steps:\n  - step: 1\n    id: RAG.a\n",
    "# top\n\nversion: 1\nsteps:\n- step: 1\n  nodes: [A, B]\n\n- step: 2\n  nodes: []\n",
    "- retry: { attempts: 3, jitter: 0.2 }\n  status:\n    kind: deprecated\n    date: 2026-01-31\n",
    "- node_label: PII detected?\n- node_label: \"Quoted: yes # no\"\n- node_label: 'Più · tardi'\n",
    "- one\n- 2\n- 0.5\n",
    "a: x#y\nb: http://x\n",
    "- step: 1\n  nodes:\n    - A\n    - B\n  id: x\n",
    "- step: 1\n  nodes:\n  - A\n  id: x\n",
  ])("gives the tree of the full parser, spans and all: %j", (text) => {
    expect(readPlainYaml(text)).not.toBeNull();
    expect(readPlainYaml(text)).toEqual(full(text).value);
    expect(full(text).diagnostics).toEqual([]);
  });

  it.each([
    "",
    "a",
    "a: |\n  x\n",
    "a: &x 1\n",
    "a: *x\n",
    "a: !t 1\n",
    "? a\n: b\n",
    "a: 1\na: 2\n",
    "a: b: c\n",
    "a: b # c\n",
    "a:\tb\n",
    "a: b\r\n",
    "---\na: 1\n",
    "a: 1\n...\n",
    "a: 'it''s'\n",
    'a: "\\n"\n',
    "a: 0x1f\n",
    "a: 1e3\n",
    "a: 007\n",
    "a: yes\n  b: c\n",
    "a: true\n",
    "a: Null\n",
    "a:\n",
    "a: ~\n",
    " a: 1\n",
    "a: 1 \n",
    "a: [b, [c]]\n",
    "a: [b\n  c]\n",
    "a: -1\n",
    "a: %b\n",
    "a: @b\n",
    "a: `b`\n",
    "a: { b: 1, b: 2 }\n",
    "a: [b: 1]\n",
    "a: {b}\n",
    "- a\nb: 1\n",
    "a: 1\n- b\n",
    "<<: x\n",
  ])("leaves anything else to the full parser: %j", (text) => {
    expect(readPlainYaml(text)).toBeNull();
  });

  it("agrees with the full parser on every text that it takes", () => {
    const key = fc.constantFrom("step", "id", "nodes", "retry", "_x", "a1");
    const word = fc.constantFrom(
      "Start",
      "1",
      "0.5",
      "PII detected?",
      "a b",
      "a: b",
      "a #b",
      "a#b",
      "true",
      "null",
      "[A, B]",
      "[A,B ]",
      "[]",
      "{}",
      "{ a: 1 }",
      "{a: 1, b: x}",
      '"q # : q"',
      "'it'",
      "2026-01-31",
      "-",
      "- x",
      "",
      "è",
      "a:",
      "x:y",
      "[1, x.y]",
      "{ a: }",
      "no",
      "~",
      "\u00a0x",
      "a\u2028b",
    );
    const line = fc.tuple(fc.constantFrom("", "  ", "    ", "- ", "  - ", "    - "), key, word);
    const other = fc.constantFrom("# note", "", "  # note", "- x", "  - 1", "   ");
    const rendered = fc.oneof(
      line.map(([indent, name, value]) => `${indent}${name}: ${value}`.trimEnd()),
      other,
    );
    let taken = 0;
    fc.assert(
      fc.property(fc.array(rendered, { maxLength: 7 }), (lines) => {
        const text = `${lines.join("\n")}\n`;
        const plain = readPlainYaml(text);
        if (plain === null) return;
        taken++;
        const expected = full(text);
        expect(expected.diagnostics).toEqual([]);
        expect(plain).toEqual(expected.value);
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});
