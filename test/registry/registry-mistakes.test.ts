import { describe, expect, it } from "vitest";
import { entryFields } from "../../src/registry/entry-fields.ts";
import { readRegistry } from "../../src/registry/read-registry.ts";
import { sourceFile } from "../../src/text/source-file.ts";

function read(text: string) {
  return readRegistry(sourceFile("registry.yml", text));
}

/** Each diagnostic as its code and the text it points at. */
function told(text: string) {
  return read(text).diagnostics.map(({ code, location }) => [
    code,
    text.slice(location?.span.start, location?.span.end),
  ]);
}

function entry(step: number, fields: Readonly<Record<string, string>> = {}): string {
  const all = {
    step: `${step}`,
    id: `RAG.s${step}`,
    node_id: `Node${step}`,
    node_label: "Do it",
    type: "process",
    category: "c",
  };
  const lines = Object.entries({ ...all, ...fields }).filter(([, value]) => value !== "-");
  return `- ${lines.map(([name, value]) => `${name}: ${value}`).join("\n  ")}\n`;
}

describe("a registry with a wrong field", () => {
  it.each([
    [
      "a number in quotes",
      { step: '"7"' },
      '"7"',
      "`step` is the text `7`, expected a whole number, 1 or more.",
    ],
    ["a step of zero", { step: "0" }, "0", "`step` is `0`, expected a whole number, 1 or more."],
    ["half a step", { step: "1.5" }, "1.5", "`step` is `1.5`, expected a whole number, 1 or more."],
    [
      "a number for an id",
      { id: "404" },
      "404",
      "`id` is `404`, expected the permanent id, such as `RAG.area.what.it.does`.",
    ],
    [
      "an unknown type",
      { type: "rhombus" },
      "rhombus",
      "`type` is the text `rhombus`, expected `startEnd`, `process`, `decision` or `error`.",
    ],
    [
      "a list for a label",
      { node_label: "[a, b]" },
      "[a, b]",
      "`node_label` is a list, expected the node's label in the diagram.",
    ],
    [
      "one node without a list",
      { nodes: "Start" },
      "Start",
      "`nodes` is the text `Start`, expected a list of node ids, such as `[StreamSetup]`.",
    ],
    ["a node that is no text", { nodes: "[A, 7]" }, "7", "`nodes.1` is `7`, expected a node's id."],
    [
      "a timeout that no timer can wait",
      { timeout_ms: "9999999999" },
      "9999999999",
      "`timeout_ms` is `9999999999`, expected milliseconds, a whole number, 1 or more.",
    ],
    [
      "a jitter above one",
      { retry: "{ attempts: 2, jitter: 3 }" },
      "3",
      "`retry.jitter` is `3`, expected a share from 0 to 1.",
    ],
    [
      "an unknown status",
      { status: "retired" },
      "retired",
      "`status` is the text `retired`, expected `active`, `planned`, or `{ kind: deprecated, date: 2026-01-31, reason: … }`.",
    ],
  ])("says what it is and what was expected: %s", (_, fields, at, message) => {
    const text = `${entry(1)}${entry(2, fields)}${entry(3)}`;
    const { value, diagnostics } = read(text);
    expect(diagnostics.map((one) => one.message)).toEqual([message]);
    expect(told(text)).toEqual([["registry-field", at]]);
    expect(value.entries.map((one) => one.step)).toEqual([1, 3]);
  });

  it("is put right by the line that is offered", () => {
    const wrong = Object.fromEntries([...entryFields].map((field) => [field, "{ no: 1 }"]));
    const { diagnostics } = read(entry(1, wrong));
    const offered = new Map(
      diagnostics
        .filter(({ code }) => code === "registry-field")
        .map(({ hint = "" }) => [hint.replace(/:.*/, ""), hint] as const),
    );
    expect(new Set(offered.keys())).toEqual(entryFields);
    expect(read(`- ${[...offered.values()].join("\n  ")}\n`)).toMatchObject({
      diagnostics: [],
      value: { entries: [{ step: 1 }] },
    });
    const [whole] = read("- nothing\n").diagnostics;
    expect(read(`${whole?.hint ?? ""}\n`)).toMatchObject({ diagnostics: [], value: { entries: [{}] } });
  });

  it("names every missing field at once", () => {
    expect(read("- step: 1\n").diagnostics.map((one) => one.message.split(",")[0])).toEqual(
      ["id", "node_id", "node_label", "type", "category"].map((name) => `\`${name}\` is missing`),
    );
  });

  it("asks a deprecated step for its day and reason", () => {
    const { diagnostics } = read(entry(1, { status: "deprecated" }));
    expect(diagnostics.map((one) => one.message)).toEqual([
      "`status.date` is missing, expected the day of its deprecation, such as `2026-01-31`.",
      "`status.reason` is missing, expected why the step is no longer drawn.",
    ]);
  });

  it("warns of a key that nobody reads and names the one that was meant", () => {
    const text = entry(1, { time_out_ms: "5", retry: "{ attempts: 2, jiter: 0.1 }" });
    const { value, diagnostics } = read(text);
    expect(diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
      ["warning", "Nobody reads `time_out_ms`. Did you mean `timeout_ms`?"],
      ["warning", "Nobody reads `jiter` of `retry`. Did you mean `jitter`?"],
    ]);
    expect(told(text)).toEqual([
      ["registry-unknown-key", "time_out_ms"],
      ["registry-unknown-key", "jiter"],
    ]);
    expect(value.entries).toHaveLength(1);
  });

  it("takes `__proto__` for a key that nobody reads", () => {
    const { value, diagnostics } = read(
      entry(1, { __proto__: "-" }).replace("category", "__proto__: { flag: x }\n  category"),
    );
    expect(diagnostics.map((one) => one.code)).toEqual(["registry-unknown-key"]);
    expect(value.entries[0]?.flag).toBeUndefined();
  });
});

describe("a registry with two claims to one name", () => {
  it.each([
    ["step", "step-number-repeated", { step: "1" }, "1"],
    ["id", "step-id-repeated", { id: "RAG.s1" }, "RAG.s1"],
    ["node_id", "node-id-repeated", { node_id: "Node1" }, "Node1"],
    ["nodes", "node-id-repeated", { nodes: "[Node2, Node1]" }, "[Node2, Node1]"],
  ])("shows both places: %s", (_, code, fields, at) => {
    const text = `${entry(1)}${entry(2, fields)}`;
    const [first, ...rest] = read(text).diagnostics;
    expect(rest).toEqual([]);
    expect(first?.code).toBe(code);
    expect(text.slice(first?.location?.span.start, first?.location?.span.end)).toBe(at);
    const other = first?.related?.[0]?.span;
    expect(other?.end).toBeLessThan(text.indexOf("- step", 2));
  });

  it("warns when `nodes` leaves the entry's own node out", () => {
    expect(told(entry(1, { nodes: "[Other]" }))).toEqual([["node-id-not-in-nodes", "[Other]"]]);
  });
});

describe("a text that is no registry", () => {
  it.each([
    ["nothing", "", "registry-empty"],
    ["comments only", "# later\n", "registry-empty"],
    ["an empty list", "[]", "registry-empty"],
    ["an empty list of steps", "steps: []", "registry-empty"],
    ["one word", "steps", "registry-shape"],
    ["a mapping without steps", "version: 1\nstep: []\n", "registry-shape"],
    ["steps that are one word", "steps: many", "registry-shape"],
    ["bytes", "\0\u0001PNG\uFFFD", "registry-not-text"],
    ["entries that are words", "- one\n- 2\n", "registry-field"],
  ])("is told apart: %s", (_, text, code) => {
    const { value, diagnostics } = read(text);
    expect(new Set(diagnostics.map((one) => one.code))).toEqual(new Set([code]));
    expect(value.entries).toEqual([]);
  });

  it("offers the nearest name for the list of steps", () => {
    expect(read("stepz:\n  - step: 1\n").diagnostics[0]?.message).toContain("Did you mean `steps`?");
  });
});
