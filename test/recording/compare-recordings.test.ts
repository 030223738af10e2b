import { describe, expect, test } from "vitest";
import { compareRecordings } from "../../src/recording/compare-recordings.ts";
import { differenceText } from "../../src/recording/difference-text.ts";
import type { RecordedStep, Recording } from "../../src/recording/recording.ts";

function step(
  number: number,
  node: string,
  next: readonly string[],
  more: Partial<RecordedStep> = {},
): RecordedStep {
  return { step: number, node, visit: 1, outcome: null, next, skipped: false, errorCode: null, ...more };
}

const path = [
  step(1, "Start", ["CacheCheck"]),
  step(17, "CacheCheck", ["Served"], { outcome: "Yes" }),
  step(18, "Served", []),
];
const recorded: Recording = {
  request: "test/fixtures/requests/ask.json",
  entry: "Start",
  status: "completed",
  statusCode: 200,
  path,
  input: { request_id: "req_1" },
  changes: [
    { node: "Start", visit: 1, set: { key: { epoch: 1, hash: "aa" } } },
    { node: "Served", visit: 1, set: { answer: "old" } },
  ],
};

function told(now: Partial<Recording>): readonly string[] {
  const difference = compareRecordings(recorded, { ...recorded, ...now });
  return difference === null ? [] : differenceText(difference);
}

describe("the difference of a recording and a run", () => {
  test("is none when they are the same", () => {
    expect(compareRecordings(recorded, structuredClone(recorded))).toBe(null);
  });

  test("is told as the last step that is the same, the outcome, and the keys that led to it", () => {
    const now = {
      path: [
        path[0] ?? step(0, "", []),
        step(17, "CacheCheck", ["Call"], { outcome: "No" }),
        step(20, "Call", []),
      ],
      changes: [{ node: "Start", visit: 1, set: { key: { epoch: 2, hash: "aa" } } }],
    };
    expect(told(now)).toEqual([
      "same up to 17 `CacheCheck`: recorded outcome Yes -> now No",
      "key `key.epoch` at 1 `Start` changed from 1 to 2",
    ]);
  });

  test("is told as the step that came instead of another, or after the end", () => {
    expect(told({ path: path.slice(0, 2) })).toEqual([
      "same up to 17 `CacheCheck`: recorded next 18 `Served` -> now the end",
    ]);
    expect(told({ path: [step(2, "Entry", ["CacheCheck"]), ...path.slice(1)] })).toEqual([
      "different from the start: recorded next 1 `Start` -> now 2 `Entry`",
    ]);
  });

  test("is told as a key that is set no more, of which step and of the input", () => {
    expect(told({ changes: recorded.changes.slice(0, 1) })).toEqual([
      'key `answer` at 18 `Served` changed from "old" to not set',
    ]);
    expect(told({ input: {} })).toEqual(['key `request_id` in the input changed from "req_1" to not set']);
  });

  test("is told as the way a run ended", () => {
    expect(told({ status: "failed", statusCode: null })).toEqual([
      '`status` changed from "completed" to "failed"',
      "`status_code` changed from 200 to null",
    ]);
  });

  test("is told for a step that is passed through, fails, or goes elsewhere", () => {
    const instead = (more: Partial<RecordedStep>): readonly string[] =>
      told({ path: [...path.slice(0, 2), step(18, "Served", [], more)] });
    expect(instead({ skipped: true })[0]).toContain("passed through now, its flag is off");
    expect(instead({ errorCode: "gone" })[0]).toContain("recorded no error -> now gone");
    expect(instead({ next: ["More"] })[0]).toContain("recorded going on to its end -> now to `More`");
    expect(instead({ step: 19 })[0]).toContain("recorded as step 18 -> now 19");
  });
});
