import { describe, expect, it } from "vitest";
import { readRegistry } from "../../src/registry/read-registry.ts";
import { sourceFile } from "../../src/text/source-file.ts";

function read(text: string) {
  return readRegistry(sourceFile("registry.yml", text));
}

const base = `
- step: 1
  id: RAG.platform.start
  node_id: Start
  node_label: User asks
  type: startEnd
  category: platform
`;

describe("readRegistry", () => {
  it("loads an entry of the base fields alone and fills in the defaults", () => {
    const { value, diagnostics } = read(base);
    expect(diagnostics).toEqual([]);
    expect(value.entries).toHaveLength(1);
    expect(value.entries[0]).toMatchObject({
      step: 1,
      id: "RAG.platform.start",
      node_id: "Start",
      node_label: "User asks",
      type: "startEnd",
      category: "platform",
      nodes: ["Start"],
      status: { kind: "active" },
      code_owner: undefined,
      timeout_ms: undefined,
      retry: undefined,
      max_visits: undefined,
      flag: undefined,
      flag_default: undefined,
      idempotent: undefined,
    });
  });

  it.each(["steps", "rag_steps"])("takes the list from under `%s`, beside a version", (name) => {
    const { value, diagnostics } = read(`version: 1\n${name}:${base}`);
    expect(diagnostics).toEqual([]);
    expect(value.entries.map((entry) => entry.node_id)).toEqual(["Start"]);
  });

  it("reads every optional field", () => {
    const { value, diagnostics } = read(`${base}  nodes: [Start, Again]
  code_owner: chat
  status: planned
  timeout_ms: 5000
  retry: { attempts: 3, backoff_ms: 200, factor: 1.5, jitter: 0.1 }
  max_visits: 4
  flag: new_start
`);
    expect(diagnostics).toEqual([]);
    expect(value.entries[0]).toMatchObject({
      nodes: ["Start", "Again"],
      code_owner: "chat",
      status: { kind: "planned" },
      timeout_ms: 5000,
      retry: { attempts: 3, backoff_ms: 200, factor: 1.5, jitter: 0.1 },
      max_visits: 4,
      flag: "new_start",
    });
  });

  it("fills in what a retry policy leaves out", () => {
    expect(read(`${base}  retry:\n    attempts: 2\n`).value.entries[0]?.retry).toEqual({
      attempts: 2,
      backoff_ms: 100,
      factor: 2,
      jitter: 0,
    });
  });

  it("keeps day and reason of a deprecated step", () => {
    const { value, diagnostics } = read(`${base}  nodes: []
  status:
    kind: deprecated
    date: 2026-01-31
    reason: The store does it.
`);
    expect(diagnostics).toEqual([]);
    expect(value.entries[0]?.status).toEqual({
      kind: "deprecated",
      date: "2026-01-31",
      reason: "The store does it.",
    });
  });

  it("takes an optional field that is left empty for one that is absent", () => {
    const { value, diagnostics } = read(`${base}  code_owner:\n  timeout_ms: ~\n  nodes: null\n`);
    expect(diagnostics).toEqual([]);
    expect(value.entries[0]).toMatchObject({
      code_owner: undefined,
      timeout_ms: undefined,
      nodes: ["Start"],
    });
  });

  it("knows the place of each field's value", () => {
    const text = `# first\n${base}  nodes: [Start]\n  code_owner: "chat team"\n`;
    const entry = read(text).value.entries[0];
    const at = Object.fromEntries(
      Object.entries(entry?.fieldSpans ?? {}).map(([name, span]) => [name, text.slice(span.start, span.end)]),
    );
    expect(at).toEqual({
      step: "1",
      id: "RAG.platform.start",
      node_id: "Start",
      node_label: "User asks",
      type: "startEnd",
      category: "platform",
      nodes: "[Start]",
      code_owner: '"chat team"',
    });
    expect(text.slice(entry?.span.start, entry?.span.end)).toMatch(/^step: 1[^]*"chat team"$/);
  });

  it("reads labels with markup, quotes and entities as they are written", () => {
    const text = base.replace("User asks", String.raw`'S1 · <b>User</b><br/>asks #quot;why#quot; & "how"'`);
    const { value, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(value.entries[0]?.node_label).toBe('S1 · <b>User</b><br/>asks #quot;why#quot; & "how"');
  });

  it("reads files with a byte order mark and with CRLF", () => {
    for (const text of [`\uFEFF${base}`, base.replaceAll("\n", "\r\n")]) {
      const { value, diagnostics } = read(text);
      expect(diagnostics).toEqual([]);
      expect(value.entries[0]).toMatchObject({ step: 1, node_label: "User asks" });
    }
  });

  it("lets anchors, aliases and merge keys share values", () => {
    const { value, diagnostics } = read(`
- &first
  step: 1
  id: RAG.a
  node_id: A
  node_label: First
  type: process
  category: &area search
  retry: &patient { attempts: 3 }
- <<: *first
  step: 2
  id: RAG.b
  node_id: B
  category: *area
- <<: [{ retry: { attempts: 9 } }, *first]
  step: 3
  id: RAG.c
  node_id: C
`);
    expect(diagnostics).toEqual([]);
    expect(value.entries.map(({ node_id, category, retry }) => [node_id, category, retry?.attempts])).toEqual(
      [
        ["A", "search", 3],
        ["B", "search", 3],
        ["C", "search", 9],
      ],
    );
  });
});
