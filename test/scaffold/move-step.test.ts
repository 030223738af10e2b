import { describe, expect, test } from "vitest";
import { planMove } from "../../src/scaffold/move-step.ts";
import { after, realLayout, realProject } from "./move-real-project.ts";

const layout = await realLayout();
const project = realProject(layout);

function shown(path: string): string {
  return path.slice(layout.root.length + 1);
}

describe("a step of the real project that is moved", () => {
  test.each(project.graph.nodes.filter(({ index }) => index % 4 === 1).map(({ id }) => id))(
    "%s stands in another lane, and everything else where it was",
    (id) => {
      const before = project.graph.nodes.find((node) => node.id === id);
      const lane = project.graph.lanes.find((one) => one.id !== before?.lane)?.id ?? "";
      const { value } = planMove(project, { step: id, lane });
      const then = realProject(layout, after(new Map(), value ?? { changes: [], notes: [] }));
      const laneOf = (of: typeof project): ReadonlyMap<string, string | null> =>
        new Map(of.graph.nodes.map((node) => [node.id, node.lane]));
      expect(laneOf(then)).toEqual(
        new Map([...laneOf(project)].map(([one, at]) => [one, one === id ? lane : at])),
      );
      const files = value?.changes.filter((change) => change.before === null).map(({ path }) => shown(path));
      expect(files?.[0]).toBe(`steps/${lane}/${id}.ts`);
      // Lanes, comments and places are no part of what runs.
      expect(then.graph.edges.length).toBe(project.graph.edges.length);
    },
  );
});
