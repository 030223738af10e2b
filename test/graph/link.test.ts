import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entry, linkText } from "./link-text.ts";

const picture = `
  subgraph ask [Asking]
    Start([Ask]) --> Look
    Look[Look it up]
  end
  subgraph answer [Answering]
    Found{Found?}
    subgraph inner [Inner]
      Say[Say it]
    end
    Fail[Give up]:::error
  end
  Look ==> Found
  Found -->|Yes| Say & Note
  Found -->|No<br/>way| Fail
  Look -->|error| Fail
  Say & Note --> End([Done])
  Docs[(Documents)] -.-> Look
  Say -.-> Docs
  Docs -.->|reads| Say
  Note[Note] -.-> Log[(Log)]
  Start ~~~ End
`;

describe("link", () => {
  it("gives each node its kind by shape and class", () => {
    const { graph, diagnostics } = linkText(
      picture.replace("Say & Note\n", "Say\n  Say --> Note\n").replace("  Say & Note -->", "  Note -->"),
    );
    expect(diagnostics).toEqual([]);
    expect(graph.nodes.map(({ id, kind }) => [id, kind])).toEqual([
      ["Start", "startEnd"],
      ["Look", "process"],
      ["Found", "decision"],
      ["Say", "process"],
      ["Fail", "error"],
      ["End", "startEnd"],
      ["Note", "process"],
    ]);
    expect(graph.nodes.map((node) => graph.indexOf.get(node.id))).toEqual(
      graph.nodes.map((node) => node.index),
    );
  });

  it("knows entries, lanes and labels", () => {
    const { graph } = linkText(picture);
    expect(graph.entries.map((index) => graph.nodes[index]?.id)).toEqual(["Start"]);
    expect(graph.lanes.map((lane) => lane.id)).toEqual(["ask", "answer", "inner"]);
    expect(graph.nodes.map(({ id, lane, label }) => [id, lane, label])).toContainEqual([
      "Say",
      "inner",
      "Say it",
    ]);
    expect(graph.nodes.map(({ id, lane, label }) => [id, lane, label])).toContainEqual(["End", null, "Done"]);
  });

  it("tells outcomes, error edges and plain edges apart", () => {
    const { graph } = linkText(picture);
    const [look, found] = ["Look", "Found"].map((id) => graph.nodes[graph.indexOf.get(id) ?? -1]);
    expect(look?.out.map((edge) => [edge.label, edge.kind])).toEqual([[null, "control"]]);
    expect(graph.nodes[look?.errorEdge?.target ?? -1]?.id).toBe("Fail");
    expect(look?.errorEdge?.kind).toBe("error");
    expect(found?.outcomes).toEqual(["Yes", "No way"]);
    expect(found?.out.map((edge) => graph.nodes[edge.target]?.id)).toEqual(["Say", "Note", "Fail"]);
    const fail = graph.nodes[graph.indexOf.get("Fail") ?? -1];
    expect(fail?.in.map((edge) => edge.kind)).toEqual(["control", "error"]);
    expect(graph.edges.map((edge) => edge.index)).toEqual(graph.edges.map((_, index) => index));
  });

  it("takes `error` out of a decision for an outcome", () => {
    const { graph, diagnostics } = linkText("S([s]) --> D{d} -->|error| E([e])\n D -->|ok| F([f])");
    expect(diagnostics).toEqual([]);
    expect(graph.nodes[1]?.outcomes).toEqual(["error", "ok"]);
    expect(graph.nodes[1]?.errorEdge).toBeNull();
  });

  it("reads dotted edges as permissions", () => {
    const { graph } = linkText(picture);
    const wiring = graph.nodes.flatMap(({ id, stores }) =>
      stores.map(({ store, access, spans }) => [id, store, access, spans.length]),
    );
    expect(wiring).toEqual([
      ["Look", "Docs", "read", 1],
      ["Say", "Docs", "read-write", 2],
      ["Note", "Log", "write", 1],
    ]);
    expect(
      [...graph.stores.values()].map(({ id, label, readers, writers }) => [id, label, readers, writers]),
    ).toEqual([
      ["Docs", "Documents", ["Look", "Say"], ["Say"]],
      ["Log", "Log", [], ["Note"]],
    ]);
  });

  it("puts the nodes into the order in which they are drawn, not the one in which edges name them", () => {
    const { graph } = linkText("A([a]) --> C\n A --> B\n B[b] --> D\n C[c] --> D\n D([d])");
    expect(graph.nodes.map((node) => node.id)).toEqual(["A", "B", "C", "D"]);
  });

  it("joins each node with its entry, whose label it takes", () => {
    const registry =
      entry(1, "A", { type: "startEnd", node_label: "Begin here" }) + entry(2, "B", { type: "startEnd" });
    const { graph, diagnostics } = linkText(
      'A(["S1 · Begin<br/>#quot;here#quot;"]) --> B(["`**B**`"])',
      registry,
    );
    expect(diagnostics).toEqual([]);
    expect(graph.nodes.map(({ label, entry: known }) => [label, known?.step])).toEqual([
      ["Begin here", 1],
      ["B", 2],
    ]);
  });

  it("lets one entry be drawn by several nodes", () => {
    const registry = entry(1, "A", { type: "startEnd", nodes: "[A, B]" });
    const { graph, diagnostics } = linkText("A([A]) --> B([A])", registry);
    expect(diagnostics).toEqual([]);
    expect(graph.nodes.map((node) => node.entry?.step)).toEqual([1, 1]);
  });

  it("runs a diagram that names its nodes and no more", () => {
    const { graph } = linkText("A([go]) --> B --> C([end])");
    expect(graph.nodes.map(({ id, kind, label }) => [id, kind, label])).toContainEqual(["B", "process", "B"]);
  });

  it("gives a graph to look at even when it cannot be run", () => {
    const { graph, diagnostics } = linkText("A{{what}} --- B((ever))");
    expect(diagnostics.some((one) => one.severity === "fatal")).toBe(true);
    expect(graph.nodes.map((node) => node.id)).toEqual(["A", "B"]);
  });
});

function hash(text: string): string {
  return linkText(text).graph.hash;
}

describe("the hash of a graph", () => {
  const one = "A([a]) --> B{b}\n B -->|x| C([c])\n B -->|y| D([d])\n S[(s)] -.-> B";

  it("stays the same when layout, comments, labels of nodes and lanes change", () => {
    expect(hash(one)).toMatch(/^[0-9a-f]{64}$/);
    expect(
      hash(
        `flowchart LR\n %% note\n classDef error fill:#f00\n ${one.replace("([a])", "([start here])")}\n style A fill:#fff`,
      ),
    ).toBe(hash(one));
    expect(hash(`subgraph lane [Lane]\n${one}\nend`)).toBe(hash(one));
    expect(hash(one.replaceAll("-->", "==>"))).toBe(hash(one));
  });

  it.each([
    ["a node", "A([a])", "Z([a])"],
    ["a kind", "C([c])", "C[c]"],
    ["an outcome", "|x|", "|z|"],
    ["an edge", "|y| D([d])", "|y| C"],
    ["a wire", "S[(s)] -.-> B", "B -.-> S[(s)]"],
  ])("changes with %s", (_, from, to) => {
    expect(hash(one.replace(from, to))).not.toBe(hash(one));
  });
});

describe("link, on whatever can be drawn", () => {
  it("never throws, points into the text, and keeps nodes and edges in step", () => {
    const id = fc.constantFrom("A", "B", "C", "D", "E", "lane", "toString", "__proto__");
    const drawn = fc.constantFrom("[a]", "{a}", "([a])", "[(a)]", "((a))", "", "[a]:::error", "{a}:::error");
    const arrow = fc.constantFrom(
      "-->",
      "==>",
      "-.->",
      "---",
      "--x",
      "<-->",
      "-.-",
      "~~~",
      "-->|x|",
      "-->|error|",
      "-.->|y|",
    );
    const line = fc
      .tuple(id, drawn, arrow, id)
      .map(([from, shape, link, to]) => `${from}${shape} ${link} ${to}`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, inLane) => {
        const text = inLane ? `subgraph lane\n${lines.join("\n")}\nend` : lines.join("\n");
        const { graph, diagnostics } = linkText(text, entry(1, "A") + entry(2, "F"));
        for (const { location } of diagnostics) {
          expect(location?.span.end).toBeLessThanOrEqual(location?.file.text.length ?? -1);
        }
        for (const edge of graph.edges) {
          expect(graph.nodes[edge.target]?.in).toContain(edge);
          const source = graph.nodes[edge.source];
          if (edge.kind === "control") expect(source?.out).toContain(edge);
        }
        for (const [store, { readers, writers }] of graph.stores) {
          for (const user of [...readers, ...writers]) {
            const node = graph.nodes[graph.indexOf.get(user) ?? -1];
            expect(node?.stores.map((wired) => wired.store)).toContain(store);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
