import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import { FatalStepError } from "../../src/diagnostics/errors.ts";
import { nodePlans, programsOf } from "../runtime/random-program.ts";
import { programOf } from "../runtime/program-of.ts";
import { recordRun, watchRun } from "./record-run.ts";

const state = {
  question: key(z.string(), { input: true, pii: true }),
  length: key(z.number(), {}),
  ids: key(z.array(z.string()), { merge: "append" }),
  stream: key(z.unknown(), { transient: true }),
  note: key(z.string(), {}),
};

describe("a recorded run", () => {
  test("has each visit with its outcome, where it went, and what it wrote", async () => {
    const program = programOf({
      edges: "Start -> Ask, Ask -yes-> Count, Ask -no-> End, Count -> End",
      state,
      steps: { Ask: () => "yes", Count: () => ({ length: 3 }) },
    });
    const recorded = await watchRun(program, { question: "perché?" });
    expect(recorded.path.map(({ node, outcome, next }) => ({ node, outcome, next }))).toEqual([
      { node: "Start", outcome: null, next: ["Ask"] },
      { node: "Ask", outcome: "yes", next: ["Count"] },
      { node: "Count", outcome: null, next: ["End"] },
      { node: "End", outcome: null, next: [] },
    ]);
    expect(recorded.changes).toEqual([{ node: "Count", visit: 1, set: { length: 3 } }]);
    expect(recorded.status).toBe("completed");
  });

  test("never holds personal data or live objects, only that they were written", async () => {
    const program = programOf({
      edges: "Start -> Ask, Ask -> End",
      state,
      steps: { Ask: () => ({ question: "Mario Rossi, ancora", stream: { live: true } }) },
    });
    const recorded = await watchRun(program, { question: "Sono Mario Rossi" });
    expect(recorded.input).toEqual({ question: "(personal)" });
    expect(recorded.changes).toEqual([
      { node: "Ask", visit: 1, set: { question: "(personal)", stream: "(live)" } },
    ]);
    expect(JSON.stringify(recorded)).not.toContain("Rossi");
  });

  test("keeps the value as it was written, whatever becomes of the object later", async () => {
    const ids: string[] = ["first"];
    const program = programOf({
      edges: "Start -> One, One -> Two, Two -> End",
      state,
      steps: { One: () => ({ ids }), Two: () => void ids.push("second") },
    });
    const { changes } = await watchRun(program, { question: "?" });
    expect(changes).toEqual([{ node: "One", visit: 1, set: { ids: ["first"] } }]);
  });

  test("tells of a value that follows from all that is stored only that it was written", async () => {
    const program = programOf({
      edges: "Start -> Look, Look -> End",
      state: { ...state, version: key(z.string(), { unrecorded: true }) },
      steps: { Look: () => ({ version: "27e0bb37" }) },
    });
    const { changes } = await watchRun(program, { question: "?" });
    expect(changes).toEqual([{ node: "Look", visit: 1, set: { version: "(unrecorded)" } }]);
  });

  test("says where the project is in the same way on every machine", async () => {
    const program = programOf({
      edges: "Start -> Look, Look -> End",
      state,
      steps: { Look: () => ({ note: "file:///some/project/data/feed.xml" }) },
    });
    const { changes } = await watchRun(program, { question: "?" });
    expect(changes).toEqual([{ node: "Look", visit: 1, set: { note: "file://(project)/data/feed.xml" } }]);
  });

  test("tells why a step failed and that its error edge was taken", async () => {
    const program = programOf({
      edges: "Start -> Try, Try -> End, Try -error-> ErrorOut",
      steps: {
        Try: () => {
          throw new FatalStepError("No more.", { code: "worn-out" });
        },
      },
    });
    const { path } = await watchRun(program);
    expect(path[1]).toMatchObject({
      node: "Try",
      outcome: "error",
      next: ["ErrorOut"],
      errorCode: "worn-out",
    });
  });

  test("is the same whichever branch of a fork was faster, and names ids by their place", async () => {
    const turns = async (count: number): Promise<void> => {
      for (let turn = 0; turn < count; turn++) await Promise.resolve();
    };
    const branch = (id: string, wait: number) => ({
      writes: ["ids"],
      run: async ({ ids }: { readonly ids: { next(prefix: string): string } }) => {
        await turns(wait);
        return { ids: [ids.next(id)] };
      },
    });
    const made = (left: number, right: number) =>
      programOf({
        edges: "Start -> Left, Start -> Right, Left -> More, More -> Join, Right -> Join, Join -> End",
        state,
        steps: { Left: branch("task", left), More: branch("task", 2), Right: branch("task", right) },
      });
    const slow = await recordRun(made(9, 0), { question: "?" });
    const fast = await recordRun(made(0, 9), { question: "?" });
    expect(slow).toEqual(fast);
    expect(slow.path.map(({ node }) => node)).toEqual(["Start", "Left", "More", "Right", "Join", "End"]);
    expect(slow.changes.map(({ set }) => set["ids"])).toEqual([["task_1"], ["task_2"], ["task_3"]]);
  });

  test("of a run that failed leaves out how far other branches had come", async () => {
    const made = (wait: number) =>
      programOf({
        edges: "Start -> Bad, Start -> Long, Long -> Longer, Longer -> End, Bad -> End",
        steps: {
          Bad: async () => {
            for (let turn = 0; turn < wait; turn++) await Promise.resolve();
            throw new Error("gone");
          },
        },
      });
    const [early, late] = [await recordRun(made(0)), await recordRun(made(50))];
    expect(early.status).toBe("failed");
    expect(early.path.map(({ node }) => node)).toEqual(["Start", "Bad"]);
    expect(late).toEqual(early);
  });

  test("is the same for random programs however long each of their steps takes", async () => {
    const waits = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 10, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(nodePlans(10), waits, async (plans, turns) => {
        const other = plans.map((plan, index) => ({ ...plan, turns: turns[index] ?? 0 }));
        const one = await recordRun(programsOf(plans).program);
        const two = await recordRun(programsOf(other).program);
        fc.pre(one.status === "completed" && two.status === "completed");
        expect(two).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });
});
