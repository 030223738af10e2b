import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { coverEdges } from "../../src/simulation/cover-edges.ts";
import { nodesFrom } from "../../src/simulation/distances.ts";
import { exclusiveEdges } from "../../src/simulation/exclusive-edges.ts";
import { graphOf } from "../runtime/program-of.ts";

async function cover(graph: Graph) {
  return await coverEdges(graph, graph.entries, graph.edges);
}

describe("the cover of a graph", () => {
  test("takes every branch and both ways of a step that can fail, with the least number of walks", async () => {
    const graph = graphOf(
      "Start -> Ask, Ask -a-> Try, Ask -b-> End, Ask -c-> End, Try -> End, Try -error-> ErrorOut",
    );
    const { walks, covered, missed, exclusive } = await cover(graph);
    expect({ covered, missed }).toEqual({ covered: graph.edges.length, missed: [] });
    expect(walks).toHaveLength(4);
    expect(exclusive).toHaveLength(4);
    expect(walks.map(({ status }) => status)).toEqual(["completed", "completed", "completed", "completed"]);
  });

  test("goes round a loop in one walk and comes to an end", async () => {
    const graph = graphOf("Start -> Try, Try -> Good, Good -no-> Try, Good -yes-> End");
    const { walks, missed } = await cover(graph);
    expect(missed).toEqual([]);
    expect(walks).toHaveLength(1);
    expect(walks[0]?.choices).toEqual([
      { node: "Good", visit: 1, outcome: "no" },
      { node: "Good", visit: 2, outcome: "yes" },
    ]);
  });

  test("keeps to the number of visits that a step may have", async () => {
    const graph = graphOf("Start -> Ask, Ask -a-> Ask, Ask -b-> Ask, Ask -c-> End", {
      Ask: { max_visits: 2 },
    });
    const { walks, missed } = await cover(graph);
    expect(missed).toEqual([]);
    expect(walks.every(({ path }) => path.filter(({ node }) => node === "Ask").length <= 2)).toBe(true);
  });

  test("walks forks and joins as the runner does", async () => {
    const graph = graphOf("Start -> Left, Start -> Right, Left -> Join, Right -> Join, Join -> End");
    const { walks } = await cover(graph);
    expect(walks.map(({ path }) => path.map(({ node }) => node))).toEqual([
      ["Start", "Left", "Right", "Join", "End"],
    ]);
  });

  test("tells the edges that no entry leads to", async () => {
    const graph = graphOf("Start -> End, Lost -> Gone, Gone -> Lost");
    const { covered, missed } = await cover(graph);
    expect(covered).toBe(1);
    expect(missed.map(({ index }) => index)).toEqual([1, 2]);
  });

  test("starts at each entry", async () => {
    const { walks } = await cover(graphOf("Start -> Work, StartFeed -> Work, Work -> End"));
    expect(walks.map(({ entry }) => entry)).toEqual(["Start", "StartFeed"]);
  });
});

/** Graphs without loops: each node is a plain step, a fork, or a decision, and leads on. */
const graphs = fc
  .integer({ min: 2, max: 12 })
  .chain((size) =>
    fc.tuple(
      ...Array.from({ length: size }, (_, from) =>
        fc.record({
          decides: fc.boolean(),
          forks: fc.boolean(),
          targets: fc.uniqueArray(fc.integer({ min: from + 1, max: Math.min(size, from + 4) }), {
            minLength: 1,
            maxLength: 3,
          }),
        }),
      ),
    ),
  )
  .map((plans) => {
    const name = (index: number): string =>
      index === 0 ? "Start" : index === plans.length ? "End" : `N${index}`;
    const edges = plans.flatMap(({ decides, forks, targets }, from) =>
      (decides || forks ? targets : targets.slice(0, 1)).map(
        (to, at) => `${name(from)} ${decides ? `-l${at}-` : "-"}> ${name(to)}`,
      ),
    );
    return graphOf(edges.join(", "));
  });

test("every edge that the entry leads to is taken, no walk can be left out, and none takes two exclusive edges", async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (graph) => {
      const start = graph.indexOf.get("Start") ?? -1;
      const ahead = nodesFrom(graph, [start]);
      const wanted = graph.edges.filter(({ source }) => ahead.has(source));
      const { walks, missed, exclusive } = await coverEdges(graph, [start], wanted);
      expect(missed).toEqual([]);
      expect(walks.every(({ status }) => status === "completed")).toBe(true);
      for (const walk of walks) {
        const others = new Set(walks.filter((one) => one !== walk).flatMap(({ edges }) => edges));
        expect(walk.edges.some((edge) => !others.has(edge))).toBe(true);
        expect(exclusive.filter(({ index }) => walk.edges.includes(index)).length).toBeLessThanOrEqual(1);
      }
      expect(walks.length).toBeGreaterThanOrEqual(exclusive.length);
    }),
    { numRuns: 300 },
  );
});

test("exclusive edges are found for each branch, not behind a fork", () => {
  const branches = graphOf("Start -> Ask, Ask -a-> End, Ask -b-> End");
  expect(exclusiveEdges(branches, branches.entries)).toHaveLength(2);
  const forked = graphOf("Start -> Left, Start -> Right, Left -> End, Right -> End");
  expect(exclusiveEdges(forked, forked.entries).length).toBeLessThanOrEqual(1);
});
