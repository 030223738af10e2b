import { expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import { chain, verdictTried, fork } from "./saved-run-case.ts";
import type { Case } from "./saved-run-case.ts";

const text = { k: key(z.string()), n: key(z.number()) };
const live = key(z.string(), { transient: true });
const wrote = (value: Record<string, unknown>) => ({ writes: Object.keys(value), run: () => value });
const reads = (...keys: string[]) => ({
  reads: keys,
  run: ({ state }: { state: Readonly<Record<string, unknown>> }) => void keys.map((one) => state[one]),
});

const cases: readonly Case[] = [
  {
    name: "a key that an earlier step writes only now and a later one needs",
    before: { diagram: chain, state: text },
    after: { diagram: chain, state: text, steps: { A: wrote({ k: "x" }), B: reads("k") } },
    verdict: "breaks",
    because: /`B` needs `k`, which `A` did not write before/,
    goesWrong: { records: 3, how: /read-absent/ },
  },
  {
    name: "a key that an earlier step writes only now and a later one may use",
    before: { diagram: chain, state: text },
    after: {
      diagram: chain,
      state: text,
      steps: { A: wrote({ k: "x" }), B: { optional: { k: "does without" } } },
    },
    verdict: "safe",
  },
  {
    name: "a key that another step before wrote already",
    before: { diagram: chain, state: text, steps: { Start: wrote({ k: "x" }), B: reads("k") } },
    after: {
      diagram: chain,
      state: text,
      steps: { Start: wrote({ k: "x" }), A: wrote({ k: "y" }), B: reads("k") },
    },
    verdict: "safe",
  },
  {
    name: "a key that was live and is saved from now on",
    before: {
      diagram: chain,
      state: { k: key(z.string(), { transient: true }) },
      steps: { A: wrote({ k: "x" }) },
    },
    after: {
      diagram: chain,
      state: text,
      steps: { A: wrote({ k: "x" }), B: { optional: { k: "does without" } } },
    },
    verdict: "safe",
  },
  {
    name: "a needed key that was live and is saved from now on",
    before: { diagram: chain, state: { k: live }, steps: { A: wrote({ k: "x" }), B: reads("k") } },
    after: { diagram: chain, state: text, steps: { A: wrote({ k: "x" }), B: reads("k") } },
    verdict: "breaks",
    because: /`B` needs `k`, which a run that is past `A` did not save/,
    goesWrong: { records: 3, how: /read-absent/ },
  },
  {
    name: "a saved key that is live from now on",
    before: { diagram: chain, state: text, steps: { A: wrote({ k: "x" }), B: reads("k") } },
    after: { diagram: chain, state: { k: live }, steps: { A: wrote({ k: "x" }), B: reads("k") } },
    verdict: "safe",
    late: ["A"],
  },
  {
    name: "a live key that a step writes only now, for which it runs again",
    before: { diagram: chain, state: { k: live } },
    after: { diagram: chain, state: { k: live }, steps: { A: wrote({ k: "x" }), B: reads("k") } },
    verdict: "safe",
    late: ["A"],
  },
  {
    name: "a live key of a step that may write to a store from now on",
    before: {
      diagram: `${chain}\nDB[(DB)] -.-> A`,
      state: { k: live },
      steps: { A: wrote({ k: "x" }), B: reads("k") },
    },
    after: {
      diagram: `${chain}\nA -.-> DB[(DB)]`,
      state: { k: live },
      steps: { A: wrote({ k: "x" }), B: reads("k") },
    },
    verdict: "breaks",
    because: /`B` needs `k`, which a run that is past `A` did not save and does not get again/,
    goesWrong: { records: 3, how: /read-absent/ },
  },
  {
    name: "a step that runs again for a live key and needs what was not there",
    before: { diagram: chain, state: { k: live, n: text.n }, steps: { A: wrote({ k: "x" }) } },
    after: {
      diagram: chain,
      state: { k: live, n: text.n },
      steps: { Start: wrote({ n: 1 }), A: { ...reads("n"), writes: ["k"] } },
    },
    verdict: "breaks",
    because: /`A` needs `n`, which `Start` did not write before/,
    goesWrong: { records: 3, how: /resume-impossible/ },
  },
  {
    name: "a key that no step has any more",
    before: { diagram: chain, state: text, steps: { A: wrote({ k: "x" }) } },
    after: { diagram: chain, state: { n: text.n } },
    verdict: "safe",
  },
  {
    name: "a key of another type",
    before: { diagram: chain, state: text, steps: { A: wrote({ k: "x" }) }, schemas: { k: "z.string()" } },
    after: {
      diagram: chain,
      state: { k: key(z.number()) },
      steps: {
        A: wrote({ k: 1 }),
        B: { reads: ["k"], run: ({ state }) => void (state["k"] as number).toFixed(1) },
      },
      schemas: { k: "z.number()" },
    },
    verdict: "breaks",
    because: /A saved `k` has the form `z.string\(\)`, and `B` expects the new one/,
    goesWrong: { records: 3, how: /toFixed/ },
  },
  {
    name: "a key that may hold more",
    before: { diagram: chain, state: text, steps: { A: wrote({ k: "x" }) }, schemas: { k: 'z.enum(["x"])' } },
    after: {
      diagram: chain,
      state: text,
      steps: { A: wrote({ k: "x" }), B: reads("k") },
      schemas: { k: 'z.enum(["x", "y"])' },
    },
    verdict: "safe",
  },
  {
    name: "a key that every input gives now",
    before: { diagram: chain },
    after: { diagram: chain, state: { k: key(z.string(), { input: true }) }, schemas: { k: "z.string()" } },
    verdict: "needs migration",
    because: /resumed when `k` is given with `resume`/,
    again: { k: "x" },
  },
  {
    name: "a key that no input gives any more",
    before: { diagram: chain, state: { k: key(z.string(), { input: true }) } },
    after: { diagram: chain, state: text },
    input: { k: "x" },
    verdict: "needs migration",
    because: /refused until the key is taken out/,
  },
  {
    name: "a merge rule that is gone",
    before: {
      diagram: fork("F --> A[A]\nF --> B[B]\nA --> Done([Done])\nB --> Done"),
      state: { k: key(z.number(), { merge: "sum" }) },
      steps: { A: wrote({ k: 1 }), B: wrote({ k: 2 }) },
    },
    after: {
      diagram: fork("F --> A[A]\nF --> B[B]\nA --> Done([Done])\nB --> Done"),
      state: { k: key(z.number()) },
      steps: { A: wrote({ k: 1 }), B: { writes: ["k"] } },
    },
    verdict: "breaks",
    because: /`k` has no merge rule any more/,
    goesWrong: { records: 5, how: /merge-conflict/ },
  },
];

test.each(cases)("$name: $verdict, as a resumed run shows", async (one) => {
  expect(await verdictTried(one)).toBe(one.verdict);
});
