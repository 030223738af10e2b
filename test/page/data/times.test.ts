import { expect, test } from "vitest";
import { ago, duration } from "../../../page/src/data/times.ts";

test.each([
  [0, "0 ms"],
  [0.44, "0.4 ms"],
  [12.6, "13 ms"],
  [999.4, "999 ms"],
  [999.6, "1.0 s"],
  [1240, "1.2 s"],
  [42_000, "42 s"],
  [59_960, "1 min 0 s"],
  [185_000, "3 min 5 s"],
])("%d ms are told as %s", (ms, told) => {
  expect(duration(ms)).toBe(told);
});

test.each([
  [-5000, "now"],
  [1000, "now"],
  [59_000, "59 s ago"],
  [60_000, "1 min ago"],
  [7_200_000, "2 h ago"],
  [200_000_000, "2 d ago"],
])("what was %d ms ago is told as %s", (ms, told) => {
  expect(ago(1e12 - ms, 1e12)).toBe(told);
});
