import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import type { Program } from "../../src/graph/program.ts";
import { plainPalette } from "../../src/report/palette.ts";
import { trailOfRecording } from "../../src/report/trail-of-recording.ts";
import { whyOf } from "../../src/report/why.ts";
import { whyText } from "../../src/report/why-text.ts";
import { indexWriters } from "../../src/report/why-writers.ts";
import { trailLinks } from "../../src/runtime/trail-links.ts";
import type { Trail } from "../../src/runtime/trail.ts";
import { programOf, type TestContext } from "../runtime/program-of.ts";
import { nodePlans, programsOf, randomState } from "../runtime/random-program.ts";
import { toldRun } from "../runtime/trails-of-run.ts";

const told = ({ visits }: Trail) => visits.map(({ node, visit }) => `${node}#${visit}`);
const declarations = (program: Program) =>
  new Map(program.steps.flatMap((step) => (step === null ? [] : [[step.node, step] as const])));

/** Every step writes who it is; where branches meet, the one drawn first is kept. */
function marking(program: Program, saw: (visit: string, mark: unknown) => void): Program {
  return {
    ...program,
    state: { ...randomState, mark: key(z.string(), { merge: (ours: string) => ours }) },
    steps: program.steps.map(
      (step, index) =>
        step && {
          ...step,
          writes: [...step.writes, "mark"],
          run: async (context: TestContext) => {
            const visit = `${context.run.node}#${context.run.visit}`;
            saw(visit, context.state["mark"]);
            const result: unknown = await step.run(context as never);
            if (program.graph.nodes[index]?.kind !== "decision") return { ...Object(result), mark: visit };
            const { outcome, patch } = Object(result);
            return { outcome, patch: { ...patch, mark: visit } };
          },
        },
    ),
  };
}

test("who wrote what a step read is found for any run: the value comes from one of the writers named", async () => {
  let merged = 0;
  await fc.assert(
    fc.asyncProperty(nodePlans(9), async (plans) => {
      const seen = new Map<string, unknown>();
      const program = marking(programsOf(plans).program, (visit, mark) => seen.set(visit, mark));
      const { trace, log } = await toldRun(program, { entry: "Start" });
      for (const trail of [trace, log]) {
        const links = trailLinks(trail, program.graph);
        const index = indexWriters({ trail, links, graph: program.graph, steps: declarations(program) });
        for (const [at, { node, visit }] of trail.visits.entries()) {
          const found = index.before(at, "mark");
          const names = [...found.sure, ...found.perhaps].map((place) => told(trail)[place]);
          const mark = seen.get(`${node}#${visit}`);
          if (names.length > 1) merged++;
          if (mark === undefined) expect(names).toEqual([]);
          else expect(names).toContain(mark);
        }
      }
    }),
    { numRuns: 100 },
  );
  expect(merged).toBeGreaterThan(10);
});

const state = {
  question: key(z.string(), { input: true }),
  name: key(z.string(), { input: true, pii: true, doc: "Who asks." }),
  words: key(z.number()),
  greeting: key(z.string(), { pii: true }),
  answer: key(z.string(), { doc: "What is said." }),
  unused: key(z.string()),
};
const program = programOf({
  edges: "Start -> Count, Start -> Greet, Count -> Answer, Greet -> Answer, Answer -> End",
  state,
  steps: {
    Start: { run: () => {} },
    End: { run: () => {} },
    Count: { reads: ["question"], writes: ["words"], attrs: ["words"], run: () => ({ words: 3 }) },
    Greet: { reads: ["name"], writes: ["greeting"], run: () => ({ greeting: "Dear Ada" }) },
    Answer: {
      reads: ["words", "greeting"],
      optional: { unused: "does without" },
      writes: ["answer"],
      attrs: ["answer"],
      run: () => ({ answer: "42" }),
    },
  },
});
const input = { question: "Why is it so?", name: "Ada Lovelace" };
const why = (trail: Trail, name: string, depth?: number) =>
  whyOf({ trail, graph: program.graph, state, steps: declarations(program), depth }, name);

describe("why", () => {
  test("follows a key through the steps to the run's input, with the values that the trace has", async () => {
    const { trace } = await toldRun(program, {}, input);
    const text = whyText(why(trace, "answer"), plainPalette);
    expect(text.split("\n").slice(1).join("\n")).toBe(
      [
        "What is said.",
        "",
        'answer ← Answer (4) = "42"',
        "├─ words ← Count (2) = 3",
        "│  └─ question ← the run's input",
        "├─ greeting ← Greet (3) = (personal data)",
        "│  └─ name ← the run's input = (personal data)",
        "└─ unused ← nobody on this way; without it: does without",
      ].join("\n"),
    );
    expect(text).not.toContain("Ada");
  });

  test("says of a log who may have written, and that a trace says who did", async () => {
    const { log } = await toldRun(program, {}, input);
    const text = whyText(why(log, "answer"), plainPalette);
    expect(text).toContain('answer ← perhaps Answer (4) = "42"');
    expect(text).toContain("A log does not say what a step wrote");
    expect(why(log, "answer").written).toEqual(["Answer"]);
  });

  test("looks back as far as it is asked to", async () => {
    const { trace } = await toldRun(program, {}, input);
    const text = whyText(why(trace, "answer", 1), plainPalette);
    expect(text).toContain("├─ words ← Count (2) = 3, more with a greater --depth");
    expect(text).not.toContain("question");
  });

  test("says who would have written a key that nobody wrote", async () => {
    const { trace } = await toldRun(program, {}, input);
    expect(whyText(why(trace, "unused"), plainPalette)).toContain("No step of this run wrote it.");
    expect(why(trace, "unused")).toMatchObject({ writers: [], input: null, written: [] });
  });

  test("names all writers, the last of them first in the tree, and tells a step's reads once", async () => {
    const looping = programOf({
      edges: "Start -> Try, Try -again-> Try, Try -done-> End",
      state,
      steps: {
        Start: { run: () => {} },
        Try: {
          reads: ["words"],
          writes: ["words"],
          attrs: ["words"],
          run: ({ run }) => ({ outcome: run.visit < 3 ? "again" : "done", patch: { words: run.visit } }),
        },
      },
    });
    const { trace } = await toldRun(looping, {}, input);
    const facts = { trail: trace, graph: looping.graph, state, steps: declarations(looping) };
    const text = whyText(whyOf(facts, "words"), plainPalette);
    expect(text).toContain("Written by Try, then Try#2, then Try#3.");
    expect(text).toContain(
      "words ← Try#3 (2) = 3\n└─ words ← Try#2 (2) = 2\n   └─ words ← Try (2) = 1\n      └─ words ← nobody on this way",
    );
  });

  test("reads a recording, with the values that it keeps", () => {
    const path = ["Start", "Count", "Greet", "Answer", "End"].map((node, at, all) => ({
      step: null,
      node,
      visit: 1,
      outcome: null,
      next: node === "Start" ? ["Count", "Greet"] : node === "Count" ? ["Answer"] : all.slice(at + 1, at + 2),
      skipped: false,
      errorCode: null,
    }));
    const recording = {
      request: "requests/ada.json",
      entry: "Start",
      status: "completed" as const,
      statusCode: 200,
      path,
      input: { question: "Why?", name: "(personal)" },
      changes: [
        { node: "Count", visit: 1, set: { words: 3 } },
        { node: "Greet", visit: 1, set: { greeting: "(personal)" } },
        { node: "Answer", visit: 1, set: { answer: "42" } },
      ],
    };
    const text = whyText(why(trailOfRecording(recording, "ada", program.graph), "answer"), plainPalette);
    expect(text).toContain("recording of ada");
    expect(text).toContain('│  └─ question ← the run\'s input = "Why?"');
  });
});
