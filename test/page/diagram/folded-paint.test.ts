import { describe, expect, test } from "vitest";
import { foldedDrawing } from "../../../page/src/diagram/folded-drawing.ts";
import { edgePaint, nodePaint } from "../../../page/src/diagram/folded-paint.ts";
import type { DiagramPaint, EdgePaint, NodePaint } from "../../../page/src/diagram/paint.ts";
import { twoLanes } from "./graph-views.ts";

const drawing = foldedDrawing(twoLanes, new Set(["b"]));

function paintOf(nodes: Readonly<Record<string, NodePaint>>, edges: readonly EdgePaint[] = []): DiagramPaint {
  return { nodes: new Map(Object.entries(nodes)), edges: new Map(edges.entries()) };
}

describe("the paint of a folded lane", () => {
  test.each([
    [["done", "failed"], "failed", "2 of 2"],
    [["absent", "done"], "done", "1 of 2"],
    [["absent", "absent"], "absent", undefined],
    [["left", "right"], "both", "2 of 2"],
    [["absent", "left"], "left", "1 of 2"],
    [["running", "retried"], "running", "2 of 2"],
  ] as const)("of steps that are %s is %s", ([work, check], state, badge) => {
    const paint = nodePaint(paintOf({ Work: { state: work }, Check: { state: check } }), drawing, "b");
    expect([paint.state, paint.badge]).toEqual([state, badge]);
  });

  test("has the greatest heat of its steps", () => {
    const paint = nodePaint(paintOf({ Work: { heat: 0.2 }, Check: { heat: 0.7 } }), drawing, "b");
    expect(paint.heat).toBe(0.7);
  });

  test("leaves other nodes as they are", () => {
    const own: NodePaint = { state: "done", badge: "3 ms", note: "once" };
    expect(nodePaint(paintOf({ Ask: own }), drawing, "Ask")).toBe(own);
    expect(nodePaint(paintOf({}), drawing, "Ask")).toEqual({});
  });
});

describe("the paint of an arrow that stands for several edges", () => {
  const edges: EdgePaint[] = [
    { state: "taken", count: 2, share: 0.4, note: "twice" },
    { state: "absent" },
    { state: "latest", count: 1, share: 0.6 },
  ];

  test("sums how often it was taken, and has the worst in front", () => {
    expect(edgePaint(paintOf({}, edges), [0, 1, 2])).toEqual({ state: "latest", count: 3, share: 0.6 });
    expect(edgePaint(paintOf({}, edges), [1])).toEqual({ state: "absent" });
  });

  test("is the edge's own when there is one", () => {
    expect(edgePaint(paintOf({}, edges), [0])).toBe(edges[0]);
  });
});
