import { describe, expect, test } from "vitest";
import { foldedDrawing } from "../../../page/src/diagram/folded-drawing.ts";
import { createWalker } from "../../../page/src/diagram/neighbours.ts";
import { twoLanes } from "./graph-views.ts";

const walker = () => createWalker(foldedDrawing(twoLanes, new Set()));

describe("arrow keys", () => {
  test("go on along the first arrow, and stop where none leaves", () => {
    const { step } = walker();
    expect(step("Ask", "on")).toBe("Choose");
    expect(step("Choose", "on")).toBe("Work");
    expect(step("End", "on")).toBeNull();
    expect(step("Ask", "back")).toBeNull();
  });

  test("go through the outcomes of the step before, without falling off at the ends", () => {
    const { step } = walker();
    step("Choose", "on");
    expect(step("Work", "before")).toBeNull();
    expect(step("Work", "after")).toBe("Check");
    expect(step("Check", "after")).toBe("Refuse");
    expect(step("Refuse", "after")).toBeNull();
    expect(step("Refuse", "before")).toBe("Check");
  });

  test("go back the way they came, and on to where they were", () => {
    const { step } = walker();
    step("Choose", "on");
    expect(step("Work", "on")).toBe("Check");
    expect(step("Check", "back")).toBe("Work");
    expect(step("Work", "back")).toBe("Choose");
    expect(step("Choose", "on")).toBe("Work");
  });
});
