import { describe, expect, test } from "vitest";
import { hashOf, viewOf } from "../../page/src/address.ts";
import type { View } from "../../page/src/page-state.ts";

describe("an address", () => {
  const views: readonly (readonly [string, View])[] = [
    ["#/", { kind: "diagram" }],
    ["#/summary?runs=50", { kind: "summary", runs: 50 }],
    ["#/runs/run_1", { kind: "run", id: "run_1", visit: null, beside: null }],
    ["#/runs/run%2F%3F1?visit=0&beside=run+2", { kind: "run", id: "run/?1", visit: 0, beside: "run 2" }],
  ];

  test.each(views)("`%s` names a view, and the view names it", (hash, view) => {
    expect(viewOf(hash)).toEqual(view);
    expect(hashOf(view)).toBe(hash);
  });

  test.each(["", "#", "#/unknown", "#/runs/", "#/runs/%E0%A4%A", "#/runs/a/b"])(
    "`%s` that names nothing shows the diagram",
    (hash) => {
      expect(viewOf(hash)).toEqual({ kind: "diagram" });
    },
  );

  test("with numbers that are none has the usual ones", () => {
    expect(viewOf("#/summary?runs=0")).toEqual({ kind: "summary", runs: 200 });
    expect(viewOf("#/runs/a?visit=-1")).toEqual({ kind: "run", id: "a", visit: null, beside: null });
  });
});
