import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { defineState, key } from "../../src/definition/state.ts";
import type { PiiKeyOf, StateOf } from "../../src/definition/state.ts";
import { stepsOf } from "../../src/definition/step.ts";
import type { StoresOf } from "../../src/definition/step.ts";

const state = defineState({
  question: key(z.string(), { pii: true, input: true }),
  answer: key(z.string()),
  hits: key(z.array(z.object({ id: z.string() })), { merge: { unionBy: "id" } }),
  score: key(z.number().nullable(), { doc: "0 to 1." }),
});

type Graph = {
  readonly Search: {
    readonly outcome: never;
    readonly stores: { readonly Docs: "read"; readonly Log: "write"; readonly Both: "read-write" };
  };
  readonly Good: { readonly outcome: "Yes" | "No"; readonly stores: {} };
};

type Stores = {
  readonly Docs: { readonly read: { find: () => string }; readonly write: { put: () => void } };
  readonly Log: { readonly read: { last: () => string }; readonly write: { add: () => void } };
  readonly Both: { readonly read: { get: () => number }; readonly write: { set: () => void } };
  readonly Elsewhere: { readonly read: { peek: () => void }; readonly write: { poke: () => void } };
};

const step = stepsOf<
  typeof state,
  Graph,
  { [S in keyof Stores]: Stores[S] },
  { readonly model: { ask(): string } }
>();

// What does not compile is told by the compiler: `tsc` reads these files, and an expectation that is not met is an error there.
describe("step() keeps a handler to what it declares", () => {
  it("gives the values of the keys that it reads, and no others", () => {
    step("Search", {
      reads: ["hits", "score"],
      optional: { answer: "starts from nothing" },
      run({ state: seen, services }) {
        expectTypeOf(seen.hits).toEqualTypeOf<{ id: string }[]>();
        expectTypeOf(seen.score).toEqualTypeOf<number | null>();
        expectTypeOf(seen.answer).toEqualTypeOf<string | undefined>();
        expectTypeOf(services.model.ask()).toBeString();
        // @ts-expect-error -- `question` is not among the reads
        void seen.question;
        // @ts-expect-error -- the state is read only
        seen.score = 1;
      },
    });
    // @ts-expect-error -- the state declares no `hitz`
    step("Search", { reads: ["hitz"], run() {} });
    // @ts-expect-error -- nor as an optional key
    step("Search", { optional: { hitz: "" }, run() {} });
    expectTypeOf<StateOf<typeof state>["answer"]>().toBeString();
  });

  it("gives the stores that are wired, with the access that is drawn", () => {
    expectTypeOf<keyof StoresOf<Graph["Search"], Stores>>().toEqualTypeOf<"Docs" | "Log" | "Both">();
    step("Search", {
      run({ stores }) {
        expectTypeOf(stores.Docs.find).returns.toBeString();
        expectTypeOf(stores.Both.get).returns.toBeNumber();
        expectTypeOf(stores.Both.set).returns.toBeVoid();
        // @ts-expect-error -- Docs is wired for reading
        void stores.Docs.put;
        // @ts-expect-error -- Log is wired for writing
        void stores.Log.last;
        // @ts-expect-error -- Elsewhere is not wired
        void stores.Elsewhere;
      },
    });
  });

  it("takes a patch of the keys that it writes, and no others", () => {
    const made = step("Search", { writes: ["answer", "score"], run: () => ({ answer: "x" }) });
    expect(made.writes).toEqual(["answer", "score"]);
    step("Search", {
      writes: ["answer", "score"],
      run: async ({ signal }) => (signal.aborted ? undefined : { answer: "x", score: null }),
    });
    // @ts-expect-error -- `score` is declared by the state but not among the writes
    step("Search", { writes: ["answer"], run: () => ({ answer: "x", score: 1 }) });
    // @ts-expect-error -- the state declares no `anwser`
    step("Search", { writes: ["answer"], run: () => ({ answer: "x", anwser: "x" }) });
    // @ts-expect-error -- nothing is declared
    step("Search", { run: () => ({ answer: "x" }) });
    // @ts-expect-error -- an answer is a text
    step("Search", { writes: ["answer"], run: () => ({ answer: 1 }) });
    // @ts-expect-error -- also when it comes later
    step("Search", { writes: ["answer"], run: async () => ({ answer: 1 }) });
    // @ts-expect-error -- the state declares no `anwser`
    step("Search", { writes: ["anwser"], run() {} });
  });

  it("lets a decision give the labels of its edges, and no others", () => {
    step("Good", { run: () => "Yes" });
    step("Good", { run: () => ["Yes", "No"] });
    step("Good", {
      reads: ["score"],
      writes: ["score"],
      async run({ state: seen }) {
        return { outcome: seen.score === null ? "No" : "Yes", patch: { score: 1 } };
      },
    });
    expect(step("Good", { outcomes: ["No"], run: () => "No" }).outcomes).toEqual(["No"]);
    // @ts-expect-error -- no edge is labelled Maybe
    step("Good", { run: () => "Maybe" });
    // @ts-expect-error -- nor among several
    step("Good", { run: () => ["Yes", "Maybe"] });
    // @ts-expect-error -- a decision decides
    step("Good", { run() {} });
    // @ts-expect-error -- a patch alone decides nothing
    step("Good", { writes: ["score"], run: () => ({ score: 1 }) });
    // @ts-expect-error -- `answer` is not among the writes
    step("Good", { writes: ["score"], run: () => ({ outcome: "Yes", patch: { score: 1, answer: "" } }) });
    // @ts-expect-error -- no edge is labelled Maybe
    step("Good", { outcomes: ["Maybe"], run: () => "Yes" });
    // @ts-expect-error -- a process decides nothing
    step("Search", { run: () => "Yes" });
    // @ts-expect-error -- nor several times
    step("Search", { run: () => ["Yes"] });
  });

  it("keeps personal data out of the attrs", () => {
    expectTypeOf<PiiKeyOf<typeof state>>().toEqualTypeOf<"question">();
    step("Search", { attrs: ["score", "a_name_of_its_own"], run() {} });
    // @ts-expect-error -- `question` is personal data
    step("Search", { attrs: ["score", "question"], run() {} });
  });

  it("knows the nodes of the diagram", () => {
    // @ts-expect-error -- no such node
    step("Serach", { run() {} });
    expectTypeOf(step).parameter(0).toEqualTypeOf<"Search" | "Good">();
  });

  it("makes a definition with every field, whatever was left out", () => {
    const { run, ...rest } = step("Search", { run() {} });
    expect(run).toBeTypeOf("function");
    expect(rest).toEqual({
      kind: "ragstep/step",
      node: "Search",
      reads: [],
      optional: {},
      writes: [],
      attrs: [],
      outcomes: undefined,
      pure: false,
    });
  });
});

describe("defineState()", () => {
  it("refuses a key that logs and fixtures would write differently", () => {
    expect(() => defineState({ userQuery: key(z.string()) })).toThrow(/`userQuery` is not snake_case/);
  });
});
