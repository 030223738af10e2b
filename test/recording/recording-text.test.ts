import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLoggedAttrs, readRecordedPath } from "../../src/recording/read-recorded-path.ts";
import { readRecording } from "../../src/recording/read-recording.ts";
import { loggedAttrsText, recordingText } from "../../src/recording/recording-text.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { nodePlans, programsOf } from "../runtime/random-program.ts";
import { recordRun } from "./record-run.ts";

const recording: Recording = {
  request: "test/fixtures/requests/ask.json",
  entry: "Start",
  status: "completed",
  statusCode: 200,
  path: [
    { step: 1, node: "Start", visit: 1, outcome: null, next: ["Ask"], skipped: false, errorCode: null },
    {
      step: null,
      node: "Ask",
      visit: 2,
      outcome: ["a", "b"],
      next: ["One", "Two"],
      skipped: false,
      errorCode: null,
    },
    {
      step: 3,
      node: "One",
      visit: 1,
      outcome: "error",
      next: ["Two"],
      skipped: false,
      errorCode: "worn-out",
    },
    { step: 4, node: "Two", visit: 1, outcome: null, next: [], skipped: true, errorCode: null },
  ],
  input: { question: "(personal)" },
  changes: [{ node: "Ask", visit: 2, set: { text: '\n"input": {', count: 3 } }],
};

function file(text: string) {
  return sourceFile("test/fixtures/runs/ask.json", text);
}

function wrong(text: string): string {
  return readRecording(file(text))
    .diagnostics.map(({ message }) => message)
    .join("\n");
}

describe("the text of a recording", () => {
  test("has one line for each visit, what is as usual left out, and quotes node ids plainly", () => {
    expect(recordingText(recording).split("\n").slice(6, 12)).toEqual([
      '"path": [',
      '{"step":1,"node":"Start","next":["Ask"]},',
      '{"node":"Ask","visit":2,"outcome":["a","b"],"next":["One","Two"]},',
      '{"step":3,"node":"One","outcome":"error","next":["Two"],"error_code":"worn-out"},',
      '{"step":4,"node":"Two","next":[],"skipped":true}',
      "],",
    ]);
  });

  test("is read back as it was, as a whole and its way alone", () => {
    const text = recordingText(recording);
    expect(readRecording(file(text))).toEqual({ value: recording, diagnostics: [] });
    const { input: _, changes: __, ...path } = recording;
    expect(readRecordedPath(file(text))).toEqual({ value: path, diagnostics: [] });
  });

  test("is read back also after a formatter went over it", () => {
    const { input: _, changes: __, ...path } = recording;
    const formatted = JSON.stringify(JSON.parse(recordingText(recording)), null, 2);
    expect(readRecordedPath(file(formatted))).toEqual({ value: path, diagnostics: [] });
    expect(readRecording(file(formatted)).value).toEqual(recording);
  });

  test("is read back as it was for every run", async () => {
    await fc.assert(
      fc.asyncProperty(nodePlans(8), async (plans) => {
        const recorded = await recordRun(programsOf(plans).program);
        expect(readRecording(file(recordingText(recorded))).value).toEqual(recorded);
      }),
      { numRuns: 100 },
    );
  });

  test("says what is wrong with a file that is none", () => {
    const text = recordingText(recording);
    expect(wrong("{ no")).toBe("`test/fixtures/runs/ask.json` is no recorded run: it is not JSON.");
    expect(wrong("[]")).toContain("it holds no object");
    expect(wrong(text.replace('"recording": 1', '"recording": 9'))).toContain("its `recording` is not 1");
    expect(wrong(text.replace('"completed"', '"done"'))).toContain("its `status` is not that of a run");
    expect(wrong(text.replace('"next":["Ask"]', '"next":"Ask"'))).toContain(
      "step 1 of its `path` is no visit",
    );
    expect(wrong(text.replace('"set":{', '"sets":{'))).toContain("entry 1 of its `changes`");
  });
});

test("logged attributes are written by node id and read back as they were", () => {
  const attrs = new Map([
    ["Two", ["length"]],
    ["Ask", []],
  ]);
  const text = loggedAttrsText(attrs);
  expect(text).toBe('{\n"Ask": [],\n"Two": ["length"]\n}\n');
  expect(readLoggedAttrs(file(text)).value).toEqual(attrs);
  expect(readLoggedAttrs(file('{"Ask": 1}')).diagnostics[0]?.message).toContain("`Ask` is no list of names");
});
