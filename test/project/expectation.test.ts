import { describe, expect, test } from "vitest";
import { mismatches } from "../../src/project/expectation.ts";
import type { ObservedRun } from "../../src/project/expectation.ts";
import type { Expectation } from "../../src/project/expectation-schema.ts";

const run: ObservedRun = {
  status: "completed",
  path: [
    { node: "Start", outcome: null },
    { node: "Known", outcome: "Yes" },
    { node: "Done", outcome: null },
  ],
  response: {
    status_code: 200,
    headers: { "Content-Type": "text/event-stream" },
    text: 'data: {"token":"Ciao"}\n\ndata: [DONE]\n\n',
    body: { answer: { text: "Ciao", sources: ["a"] }, id: 7 },
    frames: ['data: {"token":"Ciao"}', "data: [DONE]"],
  },
  log: "RAG STEP 1 (triage.start): Start",
};

describe("what came true is no mismatch", () => {
  test.for<Expectation>([
    {},
    { status: "completed", status_code: 200 },
    { path: ["Start", "Known", "Done"] },
    { path_includes: ["Known"], path_excludes: ["Escalate"] },
    { outcomes: { Known: "Yes", Done: null as unknown as string } },
    { response: { answer: { text: "Ciao" } } },
    { body_includes: ["Ciao"], body_excludes: ["Salve"] },
    {
      frames: {
        count: 2,
        min_count: 1,
        first: 'data: {"token":"Ciao"}',
        last: "data: [DONE]",
        includes: ["Ciao"],
        excludes: ["x"],
      },
    },
    { headers: { "content-type": "text/event-stream", "access-control-allow-origin": null } },
    { log_includes: ["RAG STEP 1"], log_excludes: ["RSSMRA80A01H501U"] },
  ])("%j", (expectation) => {
    expect(mismatches(run, expectation)).toEqual([]);
  });
});

describe("what came out differently is one sentence each", () => {
  test.for<readonly [Expectation, string]>([
    [{ status: "failed" }, '`status` is "completed", and "failed" was expected.'],
    [{ status_code: 400 }, "`status_code` is 200, and 400 was expected."],
    [
      { path: ["Start", "Other", "Done"] },
      "`path` differs at place 2: `Known` came, and `Other` was expected.",
    ],
    [{ path: ["Start", "Known"] }, "`path` differs at place 3: `Done` came, and the end was expected."],
    [
      { path: ["Start", "Known", "Done", "More"] },
      "`path` differs at place 4: the end came, and `More` was expected.",
    ],
    [{ path_includes: ["Escalate"] }, "The path misses `Escalate`."],
    [{ path_excludes: ["Known"] }, "The path holds `Known`, which it must not."],
    [{ outcomes: { Known: "No" } }, '`outcomes.Known` is "Yes", and "No" was expected.'],
    [{ outcomes: { Escalate: "No" } }, "`Escalate` was not reached, so it has no outcome."],
    [
      { response: { answer: { text: "Salve" } } },
      '`response.answer.text` is "Ciao", and "Salve" was expected.',
    ],
    [{ response: { answer: { sources: [] } } }, '`response.answer.sources` is ["a"], and [] was expected.'],
    [{ body_includes: ["Salve"] }, '`body` does not hold "Salve".'],
    [{ body_excludes: ["Ciao"] }, '`body` holds "Ciao", which it must not.'],
    [{ frames: { count: 3 } }, "`frames.count` is 2, and 3 was expected."],
    [{ frames: { min_count: 3 } }, "2 frames came, and at least 3 were expected."],
    [{ frames: { last: "data: end" } }, '`frames.last` is "data: [DONE]", and "data: end" was expected.'],
    [
      { headers: { "Content-Type": null } },
      '`headers.Content-Type` is "text/event-stream", and null was expected.',
    ],
    [{ headers: { Vary: "Origin" } }, '`headers.Vary` is null, and "Origin" was expected.'],
    [{ log_excludes: ["RAG STEP 1"] }, '`log` holds "RAG STEP 1", which it must not.'],
  ])("%j", ([expectation, sentence]) => {
    expect(mismatches(run, expectation)).toEqual([sentence]);
  });

  test("also when nothing was answered at all", () => {
    expect(mismatches({ ...run, response: null }, { status_code: 200, frames: { count: 1 } })).toEqual([
      "`status_code` is null, and 200 was expected.",
      "`frames.count` is 0, and 1 was expected.",
    ]);
  });
});
