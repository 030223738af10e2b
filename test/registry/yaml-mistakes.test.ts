import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRegistry } from "../../src/registry/read-registry.ts";
import { sourceFile } from "../../src/text/source-file.ts";

function read(text: string) {
  return readRegistry(sourceFile("registry.yml", text));
}

const good = "- { step: 9, id: RAG.z, node_id: Z, node_label: Last, type: process, category: c }\n";

/** A list of `width` aliases of a list of `width` aliases of …, `levels` deep. */
function bomb(levels: number, width: number): string {
  const lines = ["- &l0 [a]"];
  for (let level = 1; level <= levels; level++) {
    lines.push(`- &l${level} [${Array.from({ length: width }, () => `*l${level - 1}`).join(", ")}]`);
  }
  return `${lines.join("\n")}\n`;
}

describe("YAML that says too much or too little", () => {
  it.each([
    ["a tab for an indent", "- step: 1\n\tid: RAG.a\n", "yaml-syntax"],
    ["a quote that stays open", '- step: 1\n  id: "RAG.a\n', "yaml-syntax"],
    ["a list that is cut off", "- step: 1\n  nodes: [A, B\n", "yaml-syntax"],
    ["a value that looks like a key", "- node_label: What: now\n", "yaml-syntax"],
    ["two documents", `${good}---\n${good}`, "yaml-documents"],
    ["a key given twice", "- step: 1\n  step: 2\n", "yaml-duplicate-key"],
    ["a list for a key", "- ? [a, b]\n  : 1\n", "yaml-key"],
    ["an alias without an anchor", "- step: *nobody\n", "yaml-alias-unknown"],
    ["an alias before its anchor", "- step: *later\n- step: &later 1\n", "yaml-alias-unknown"],
    ["an alias inside itself", "- &self { retry: *self }\n", "yaml-alias-cycle"],
    ["a merge of a word", "- <<: nothing\n", "yaml-merge"],
    ["an unknown tag", `- step: !odd 1\n${good}`, "yaml-tag"],
  ])("gets a diagnostic with its place: %s", (_, text, code) => {
    const found = read(text).diagnostics.find((one) => one.code === code);
    expect(found?.location?.span.start).toBeGreaterThan(0);
    expect(found?.location?.span.end).toBeLessThanOrEqual(text.length);
  });

  it("shows both places of a key that is given twice", () => {
    const text = `${good}- step: 1\n  id: RAG.a\n  step: 2\n`;
    const found = read(text).diagnostics.find((one) => one.code === "yaml-duplicate-key");
    expect(found?.location?.span.start).toBe(text.lastIndexOf("step"));
    expect(found?.related?.[0]?.span.start).toBe(text.indexOf("step: 1"));
  });

  it("stops at a bomb of aliases, at once", () => {
    const start = performance.now();
    expect(read(bomb(9, 9)).diagnostics.map((one) => one.code)).toEqual(["yaml-alias-limit"]);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("lets aliases unfold to what a registry may need", () => {
    expect(read(bomb(3, 9)).diagnostics.map((one) => one.code)).not.toContain("yaml-alias-limit");
  });

  it("stops at a text that is nested without end", () => {
    expect(read("[".repeat(200_000)).diagnostics.map((one) => one.code)).toContain("yaml-depth");
  });

  it("tells all mistakes of a file in one go", () => {
    const text = `- step: 1\n  step: 1\n  id: *gone\n- step: two\n  type: cube\n${good}`;
    const codes = read(text).diagnostics.map((one) => one.code);
    expect(codes).toEqual(
      expect.arrayContaining(["yaml-duplicate-key", "yaml-alias-unknown", "registry-field"]),
    );
    expect(codes.filter((code) => code === "registry-field").length).toBeGreaterThanOrEqual(6);
    expect(read(text).value.entries.map((entry) => entry.step)).toEqual([9]);
  });

  it("never throws and always says what to do, whatever is changed in a registry", () => {
    const text = `version: 1\nsteps:\n  - &a\n    step: 1\n    id: RAG.a\n    node_id: A\n    node_label: "A b"\n    type: process\n    category: c\n    retry: { attempts: 2 }\n  - <<: *a\n    step: 2\n`;
    const piece = fc.constantFrom(
      "*a",
      "&a ",
      "<<: ",
      "\t",
      "  ",
      "\n",
      "- ",
      "[",
      "]",
      "{",
      "}",
      '"',
      "'",
      ": ",
      "#",
      "|",
      ">",
      "!",
      "---\n",
      "\0",
      "é",
      "~",
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(12), fc.array(piece, { maxLength: 4 }), (at, cut, pieces) => {
        const changed = text.slice(0, at) + pieces.join("") + text.slice(at + cut);
        const { diagnostics } = read(changed);
        for (const { location, hint } of diagnostics) {
          expect(hint).toMatch(/\S/);
          expect(location?.span.end).toBeLessThanOrEqual(changed.length + 1);
          expect(location?.span.start).toBeLessThanOrEqual(location?.span.end ?? -1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
