import { describe, expect, test } from "vitest";
import { searchNodes } from "../../../page/src/diagram/search.ts";
import { repositoryGraph, twoLanes } from "./graph-views.ts";

const found = (text: string, limit = 5) => searchNodes(twoLanes, text, limit).map(({ node }) => node.id);

describe("a search", () => {
  test("finds a step by its number before those whose numbers begin with it", () => {
    expect(found("1")).toEqual(["Ask", "Work", "Check", "End"]);
    expect(found("10")).toEqual(["Work"]);
  });

  test("finds by id and label in any case, several words together, and by lane", () => {
    expect(found("CHECK")).toEqual(["Check"]);
    expect(found("do re")).toEqual(["Refuse"]);
    expect(found('"b"')).toEqual(["Work", "Check"]);
    expect(found("nothing such")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });

  test("holds no more than asked for", () => {
    expect(found("do", 2)).toEqual(["Ask", "Choose"]);
  });

  test("finds who reads and writes a key of the state, and says so", async () => {
    const graph = await repositoryGraph();
    const [first] = searchNodes(graph, "user_query", 3);
    expect(first?.why).toBe("writes user_query");
    const step = searchNodes(graph, "105", 1)[0];
    expect([step?.node.id, step?.why]).toEqual(["StreamSetup", ""]);
  });
});
