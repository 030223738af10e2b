import { describe, expect, it } from "vitest";
import { graphCodes } from "../../src/graph/codes.ts";
import type { GraphCode } from "../../src/graph/codes.ts";
import { entry, linkText, pointedAt } from "./link-text.ts";

interface Case {
  readonly bad: string;
  /** The text that the diagnostic points at. */
  readonly at: string;
  /** The nearest thing that is right. */
  readonly ok: string;
  readonly registry?: string;
}

const start = "Start([go])";
const ends = `${start} --> Work[work] --> End([end])`;
const startEntry = entry(1, "Start", { type: "startEnd", node_label: "go" });
const endEntry = entry(3, "End", { type: "startEnd", node_label: "end" });
const three = startEntry + entry(2, "Work", { node_label: "work" }) + endEntry;

/** For every code: a diagram that has the mistake, and the same one put right. */
const cases: Readonly<Record<GraphCode, readonly Case[]>> = {
  "shape-not-executable": [
    { bad: `${start} --> A{{a}} --> End([end])`, at: "A{{a}}", ok: `${start} --> A[a] --> End([end])` },
    {
      bad: `${start} --> A(a) --> End([end])`,
      at: "A(a)",
      ok: `${start} --> A@{ shape: rect, label: "a" } --> End([end])`,
    },
    {
      bad: `${start} --> A --> End\nEnd(((end)))`,
      at: "End(((end)))",
      ok: `${start} --> A --> End\nEnd@{ shape: stadium }`,
    },
  ],
  "error-class-shape": [
    {
      bad: `${start} --> A{a}:::error -->|x| B([b])\nA -->|y| B`,
      at: "error",
      ok: `${start} --> A{a} -->|x| B[b]:::error\nA -->|y| B`,
    },
  ],
  "link-not-executable": [
    { bad: `${ends}\nStart --- End`, at: "---", ok: `${ends}\nStart ~~~ End` },
    { bad: `${ends}\nWork --x Other([o])`, at: "--x", ok: `${ends}\nWork --> Other([o])` },
    { bad: `${ends}\nWork --o Other([o])`, at: "--o", ok: `${ends}\nWork ==> Other([o])` },
    { bad: `${start} <--> Work[work] --> End([end])`, at: "<-->", ok: ends },
  ],
  "edge-at-lane": [
    {
      bad: `${ends}\nWork --> lane\nsubgraph lane\nOther([o])\nend`,
      at: "-->",
      ok: `${ends}\nsubgraph lane\nOther([o])\nend\nWork --> Other`,
    },
  ],
  "control-edge-at-store": [
    { bad: `${ends}\nWork --> DB[(db)]`, at: "-->", ok: `${ends}\nWork -.-> DB[(db)]` },
    { bad: `${ends}\nDB[(db)] ==> Work`, at: "==>", ok: `${ends}\nDB[(db)] -.-> Work` },
  ],
  "dotted-between-steps": [{ bad: `${ends}\nStart -.-> End`, at: "-.->", ok: ends }],
  "dotted-between-stores": [
    {
      bad: `${ends}\nA[(a)] -.-> B[(b)]\nA -.-> Work -.-> B`,
      at: "-.->",
      ok: `${ends}\nA[(a)] -.-> Work -.-> B[(b)]`,
    },
  ],
  "data-edge-direction": [
    { bad: `${ends}\nWork -.- DB[(db)]`, at: "-.-", ok: `${ends}\nWork -.-> DB[(db)]` },
    { bad: `${ends}\nWork <-.-> DB[(db)]`, at: "<-.->", ok: `${ends}\nWork -.-> DB[(db)] -.-> Work` },
  ],
  "decision-edge-unlabelled": [
    {
      bad: `${start} --> A{a} --> B([b])\nA -->|no| B`,
      at: "-->",
      ok: `${start} --> A{a} -->|yes| B([b])\nA -->|no| B`,
    },
  ],
  "decision-label-repeated": [
    {
      bad: `${start} --> A{a} -->|yes| B([b])\nA -->|yes| C([c])`,
      at: "-->|yes|",
      ok: `${start} --> A{a} -->|yes| B([b])\nA -->|no| C([c])`,
    },
  ],
  "decision-without-edges": [{ bad: `${start} --> A{a}`, at: "A{a}", ok: `${start} --> A([a])` }],
  "labelled-edge": [
    { bad: `${start} --> A[a] -->|yes| B([b])`, at: "-->|yes|", ok: `${start} --> A[a] --> B([b])` },
    { bad: `${start} -->|go on| A([a])`, at: "-->|go on|", ok: `${start} --> A([a])` },
    {
      bad: `${start} -->|error| A([a])`,
      at: "-->|error|",
      ok: `${start} --> W[w] -->|error| A([a])\nW --> A`,
    },
  ],
  "error-edge-repeated": [
    {
      bad: `${ends}\nWork -->|error| X[x]:::error\nWork -->|error| Y[y]:::error`,
      at: "-->|error|",
      ok: `${ends}\nWork -->|error| X[x]:::error`,
    },
  ],
  "no-entry": [
    { bad: "A[a] --> B([b])", at: "A[a]", ok: "A([a]) --> B([b])" },
    { bad: "flowchart TB\n%% nothing yet", at: "", ok: "A([a])" },
  ],
  "step-not-drawn": [
    { bad: `${start} --> End([end])`, at: "Work", ok: ends, registry: three },
    {
      bad: ends,
      at: "Later",
      ok: `${start} --> Work[work] --> Later[Later] --> End([end])`,
      registry: three + entry(4, "Later", { status: "planned" }),
    },
  ],
  "node-not-registered": [
    { bad: `${start} --> Wrok[work] --> End([end])`, at: "Wrok[work]", ok: ends, registry: three },
  ],
  "deprecated-drawn": [
    {
      bad: `${start} --> Work[work] --> Old[Old] --> End([end])`,
      at: "Old[Old]",
      ok: ends,
      registry: three + entry(9, "Old", { status: "{ kind: deprecated, date: 2026-01-31, reason: gone }" }),
    },
  ],
  "label-differs": [
    { bad: `${start} --> Work[play] --> End([end])`, at: "Work[play]", ok: ends, registry: three },
  ],
  "type-differs": [
    { bad: `${start} --> Work[work]:::error --> End([end])`, at: "process", ok: ends, registry: three },
    {
      bad: `${start} --> Work{work} -->|a| End([end])\nWork -->|b| End`,
      at: "process",
      ok: ends,
      registry: three,
    },
  ],
  "store-registered": [
    { bad: `${start} --> End([end])\nEnd -.-> Work[(work)]`, at: "Work", ok: ends, registry: three },
  ],
  "edge-repeated": [
    { bad: `${ends}\nStart --> Work`, at: "-->", ok: ends },
    {
      bad: `${ends}\nWork -->|error| X[x]:::error\nWork -->|error| X`,
      at: "-->|error|",
      ok: `${ends}\nWork -->|error| X[x]:::error`,
    },
  ],
  "unreachable-node": [
    { bad: `${ends}\nLost[lost] --> End`, at: "Lost[lost]", ok: `${ends}\nWork --> Lost[lost] --> End` },
  ],
  "no-way-to-end": [
    {
      bad: `${start} --> A[a] --> B[b] --> A`,
      at: "A[a]",
      ok: `${start} --> A[a] --> B{b} -->|again| A\nB -->|enough| End([end])`,
    },
    { bad: `${ends}\nWork --> A[a] --> A`, at: "A[a]", ok: `${ends}\nWork --> A[a] -->|error| End\nA --> A` },
  ],
  "end-shape": [{ bad: `${start} --> A[a]`, at: "A[a]", ok: `${start} --> A[a]:::error` }],
  "start-end-in-the-middle": [
    { bad: `${start} --> A([a]) --> End([end])`, at: "A([a])", ok: `${start} --> A[a] --> End([end])` },
  ],
  "decision-one-edge": [
    { bad: `${start} --> A{a} -->|yes| End([end])`, at: "A{a}", ok: `${start} --> A[a] --> End([end])` },
  ],
  "store-unused": [{ bad: `${ends}\nDB[(db)]`, at: "DB[(db)]", ok: `${ends}\nDB[(db)] -.-> Work` }],
};

const rows = Object.entries(cases).flatMap(([code, list]) =>
  list.map((one, index) => ({ code, index, ...one })),
);

describe("the rules of a diagram", () => {
  it("each have a case for what is wrong and for what is right", () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(graphCodes).toSorted());
    for (const list of Object.values(cases)) expect(list.length).toBeGreaterThan(0);
  });

  it.each(rows)(
    "$code finds case $index, says where and how to put it right",
    ({ code, bad, at, registry }) => {
      const found = linkText(bad, registry).diagnostics.filter((one) => one.code === code);
      expect(found.map(pointedAt)).toContain(at);
      for (const one of found) {
        expect(one.severity).toBe(graphCodes[code as GraphCode].severity);
        expect(one.message).toMatch(/^[^\n]+[.?]$/);
        expect(one.hint).toMatch(/\S/);
      }
    },
  );

  it.each(rows)("$code says nothing when case $index is put right", ({ code, ok, registry }) => {
    const found = linkText(ok, registry).diagnostics;
    expect(found.map((one) => one.code)).not.toContain(code);
  });

  it("name the node that was meant", () => {
    const messages = linkText(`${start} --> Wrok[work] --> End([end])`, three).diagnostics.map(
      (one) => one.message,
    );
    expect(messages).toEqual([
      "`Wrok` is drawn but not registered. Did you mean `Work`?",
      "Step 2 `Work` is registered but not drawn. Did you mean `Wrok`?",
    ]);
  });

  it("show the other place where two disagree", () => {
    const { diagnostics } = linkText(`${start} --> Work[play]:::error --> End([end])`, three);
    expect(
      diagnostics.map(({ code, location, related }) => [code, location?.file.path, related?.[0]?.file.path]),
    ).toEqual([
      ["label-differs", "diagram.mmd", "registry.yml"],
      ["type-differs", "registry.yml", "diagram.mmd"],
    ]);
  });

  it("find every mistake of a diagram in one go", () => {
    const codes = linkText("A{a} --> B((b))\nA -.-> C[c]\nA --- D[(d)]\nLost[lost]").diagnostics.map(
      (one) => one.code,
    );
    expect(new Set(codes)).toEqual(
      new Set([
        "shape-not-executable",
        "dotted-between-steps",
        "control-edge-at-store",
        "decision-edge-unlabelled",
        "decision-one-edge",
        "no-entry",
        "end-shape",
        "store-unused",
      ]),
    );
  });
});
