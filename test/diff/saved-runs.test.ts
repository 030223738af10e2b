import { expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import { diffVersions } from "../../src/diff/diff-versions.ts";
import type { RunClass } from "../../src/diff/reason.ts";
import { entry } from "../graph/link-text.ts";
import { migrated, recordsOf, resumedFrom, versionOf } from "./saved-run.ts";
import type { Side } from "./saved-run.ts";

interface Case {
  readonly name: string;
  readonly before: Side;
  readonly after: Side;
  readonly verdict: RunClass;
  /** Part of the reason that must be given. */
  readonly because?: RegExp;
  readonly input?: Record<string, unknown>;
  /** Given with `resume`. */
  readonly again?: Record<string, unknown>;
  /** What a run does that was cut off where the change hurts, for changes that break. */
  readonly goesWrong?: { readonly records: number; readonly how: RegExp };
  /** Steps without a record of their own that run late. */
  readonly late?: readonly string[];
}

const chain = "Start([Start]) --> A[A]\nA --> B[B]\nB --> Done([Done])";
const choice = (yes: string, no: string, more = "") =>
  `Start([Start]) --> Ask{Ask}\nAsk -->|${yes}| A[A]\nAsk -->|${no}| B[B]\nA --> Done([Done])\nB --> Done\n${more}`;
const fork = (lines: string) => `Start([Start]) --> F[F]\n${lines}`;
const registry = (a = {}, nodes = ["Start", "A", "B", "Done"]) =>
  nodes
    .map((node, at) =>
      entry(at + 1, node, {
        type: /Start|Done/.test(node) ? "startEnd" : "process",
        ...(node === "A" ? a : {}),
      }),
    )
    .join("");
const text = { k: key(z.string()), n: key(z.number()) };
const live = key(z.string(), { transient: true });
const wrote = (value: Record<string, unknown>) => ({ writes: Object.keys(value), run: () => value });
const reads = (...keys: string[]) => ({
  reads: keys,
  run: ({ state }: { state: Readonly<Record<string, unknown>> }) => void keys.map((one) => state[one]),
});

const cases: readonly Case[] = [
  { name: "the same version", before: { diagram: chain }, after: { diagram: chain }, verdict: "safe" },
  {
    name: "another label, lane and comment",
    before: { diagram: chain },
    after: {
      diagram:
        "flowchart TB\n%% now in a lane\nsubgraph l [Lane]\nStart([Go])\nA[Do A]\nend\nStart --> A\nA --> B[B]\nB --> Done([Done])",
    },
    verdict: "safe",
  },
  {
    name: "another timeout, retry, owner and flag",
    before: { diagram: chain, registry: registry() },
    after: {
      diagram: chain,
      registry: registry({
        timeout_ms: "50",
        retry: "{ attempts: 3 }",
        code_owner: "me",
        flag: "a",
        flag_default: "true",
      }),
    },
    verdict: "safe",
  },
  {
    name: "a step renamed under its number",
    before: { diagram: chain, registry: registry() },
    after: {
      diagram: chain.replaceAll(/\bA\b(?!\])/g, "First"),
      registry: registry({ node_id: "First" }),
    },
    verdict: "needs migration",
    because: /Records say `A` where the step is called `First`/,
  },
  {
    name: "a step added between two",
    before: { diagram: chain },
    after: { diagram: "Start([Start]) --> A[A]\nA --> New[New]\nNew --> B[B]\nB --> Done([Done])" },
    verdict: "needs migration",
    because: /come to `B` or further runs `New` late/,
    late: ["New"],
  },
  {
    name: "a step removed",
    before: { diagram: chain },
    after: { diagram: "Start([Start]) --> B[B]\nB --> Done([Done])" },
    verdict: "needs migration",
    because: /What `A` wrote is left out/,
  },
  {
    name: "an outcome relabelled",
    before: { diagram: choice("Yes", "No") },
    after: { diagram: choice("Ja", "Nein") },
    verdict: "needs migration",
    because: /Records of `Ask` say `Yes`, and that way is labelled `Ja` now/,
  },
  {
    name: "two outcomes exchanged",
    before: { diagram: choice("Yes", "No") },
    after: { diagram: choice("No", "Yes") },
    verdict: "needs migration",
    because: /say `Yes`, and that way is labelled `No`/,
  },
  {
    name: "an outcome added",
    before: { diagram: choice("Yes", "No") },
    after: { diagram: choice("Yes", "No", "Ask -->|Later| Done") },
    verdict: "needs migration",
  },
  {
    name: "an outcome removed",
    before: { diagram: choice("Yes", "No", "Ask -->|Later| Done") },
    after: {
      diagram:
        "Start([Start]) --> Ask{Ask}\nAsk -->|No| B[B]\nAsk -->|Later| Done([Done])\nB --> Done\nA([A]) --> Done",
    },
    verdict: "breaks",
    because: /finds no edge `Yes` here/,
    goesWrong: { records: 3, how: /outcome-unknown/ },
  },
  {
    name: "an outcome that leads elsewhere",
    before: { diagram: `${choice("Yes", "No")}C[C]\nDone` },
    after: {
      diagram: `${choice("Yes", "No").replace("A[A]", "C[C]").replace("A --> Done", "A[A] --> Done")}C --> Done`,
    },
    verdict: "breaks",
    because: /A run that went `Ask -Yes→ A` would be led over `Ask -Yes→ C`/,
    goesWrong: { records: 4, how: /ran C/ },
  },
  {
    name: "a decision that is none any more",
    before: { diagram: choice("Yes", "No") },
    after: {
      diagram: "Start([Start]) --> Ask[Ask]\nAsk --> A[A]\nAsk --> B[B]\nA --> Done([Done])\nB --> Done",
    },
    verdict: "breaks",
    because: /was a decision and is a process/,
    goesWrong: { records: 5, how: /ran A/ },
  },
  {
    name: "an edge that leads elsewhere",
    before: { diagram: "Start([Start]) --> A[A]\nA --> B[B]\nB --> C[C]\nC --> Done([Done])" },
    after: { diagram: "Start([Start]) --> A[A]\nA --> C[C]\nB[B] --> Done([Done])\nC --> B" },
    verdict: "breaks",
    because: /A run that went `A → B` would be led over `A → C`/,
    goesWrong: { records: 4, how: /ran C/ },
  },
  {
    name: "an edge of a fork that is drawn further down",
    before: { diagram: fork("F --> A[A]\nF --> B[B]\nA --> Done([Done])\nB --> Done") },
    after: { diagram: fork("F --> A[A]\nA --> New[New]\nF --> B[B]\nNew --> Done([Done])\nB --> Done") },
    verdict: "needs migration",
    late: ["New"],
  },
  {
    name: "a fork with one way more",
    before: { diagram: "Start([Start]) --> A[A]\nA --> B[B]\nB --> Done([Done])" },
    after: {
      diagram: "Start([Start]) --> A[A]\nA --> B[B]\nA --> Side[Side]\nB --> Done([Done])\nSide --> Done",
    },
    verdict: "breaks",
    because: /`A` has another number of edges out \(1 before, 2 now\)/,
    goesWrong: { records: 4, how: /ran B/ },
  },
  {
    name: "branches that meet in another order",
    before: { diagram: fork("F --> A[A]\nF --> B[B]\nA --> J[J]\nB --> J\nJ --> Done([Done])") },
    after: { diagram: fork("F --> A[A]\nF --> B[B]\nB --> J[J]\nA --> J\nJ --> Done([Done])") },
    verdict: "breaks",
    because: /meet at `J` do so in another order/,
    goesWrong: { records: 6, how: /ran J/ },
  },
  {
    name: "an edge for failures that is gone",
    before: {
      diagram: `${chain}\nA -->|error| Sorry[Sorry]:::error`,
      steps: { A: { run: () => Promise.reject(new Error("broken")) } },
    },
    after: { diagram: `${chain}\nB -->|error| Sorry[Sorry]:::error` },
    verdict: "breaks",
    because: /in which `A` failed would go on as if it had not/,
    goesWrong: { records: 3, how: /ran B/ },
  },
  {
    name: "a store wired to a step",
    before: { diagram: `${chain}\nDB[(DB)] -.-> B` },
    after: { diagram: `${chain}\nDB[(DB)] -.-> A` },
    verdict: "needs migration",
  },
  {
    name: "a process that became an end of the run",
    before: { diagram: "Start([Start]) --> A[A]\nA --> B[B]\nB --> Done([Done])" },
    after: { diagram: "Start([Start]) --> A[A]\nA --> B[B]\nB --> Done([Done])\nC([C]) --> A" },
    verdict: "needs migration",
  },
  {
    name: "an entry that is gone",
    before: { diagram: chain },
    after: { diagram: chain.replace("Start([Start])", "Begin([Begin here])") },
    verdict: "needs migration",
    because: /Records say `Start` where the step is called `Begin`/,
  },
  {
    name: "another entry in place of one with a number",
    before: { diagram: chain, registry: registry() },
    after: {
      diagram: chain.replace("Start([Start])", "Begin([Begin])"),
      registry: registry({}, ["A", "B", "Done"]) + entry(9, "Begin", { type: "startEnd" }),
    },
    verdict: "breaks",
    because: /A run that started at `Start` has no step/,
    goesWrong: { records: 1, how: /entry-unknown/ },
  },
  {
    name: "fewer rounds of a loop",
    before: {
      diagram: "Start([Start]) --> A[A]\nA --> Ask{Ask}\nAsk -->|Again| A\nAsk -->|Enough| Done([Done])",
      registry: registry({}, ["Start", "A", "Done"]) + entry(9, "Ask", { type: "decision" }),
      steps: { Ask: { run: ({ run }) => (run.visit < 4 ? "Again" : "Enough") } },
    },
    after: {
      diagram: "Start([Start]) --> A[A]\nA --> Ask{Ask}\nAsk -->|Again| A\nAsk -->|Enough| Done([Done])",
      registry: registry({ max_visits: "2" }, ["Start", "A", "Done"]) + entry(9, "Ask", { type: "decision" }),
    },
    verdict: "breaks",
    because: /came to `A` more than 2 times \(25 were allowed\)/,
    goesWrong: { records: 7, how: /max-visits-exceeded/ },
  },
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
    name: "a handler that is gone",
    before: { diagram: chain },
    after: { diagram: chain, steps: { B: null } },
    verdict: "breaks",
    because: /`B` has no handler any more/,
    goesWrong: { records: 3, how: /step-not-written/ },
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
  const { input = {}, late = [] } = one;
  const [before, after] = [versionOf("before", one.before), versionOf("after", one.after)];
  const { savedRuns, nodes } = diffVersions(before.version, after.version);
  expect(savedRuns.verdict).toBe(one.verdict);
  if (one.because !== undefined)
    expect(savedRuns.reasons.map((reason) => reason.text).join("\n")).toMatch(one.because);
  const records = await recordsOf(before, input);
  expect(records.length).toBeGreaterThan(2);
  const hash = after.version.graph.hash;
  if (one.verdict === "breaks") {
    expect(savedRuns.migration).toBeNull();
    const { records: count = 0, how = /./ } = one.goesWrong ?? {};
    // Even with the hash made to fit.
    const saved = records.slice(0, count).map((record) => ({ ...record, graph_hash: hash }));
    const { result, ran } = await resumedFrom(after, saved);
    const error = result.error === undefined ? "" : `${result.error.code} ${result.error.message}`;
    expect(`${error} ran ${ran.join(" ran ")}`).toMatch(how);
    return;
  }
  for (let count = 1; count <= records.length; count++) {
    const saved = records.slice(0, count);
    if (one.verdict === "needs migration") {
      const refused = await resumedFrom(after, saved);
      expect(refused.result.error?.code).toMatch(/graph-changed|input-invalid/);
      expect(refused.ran).toEqual([]);
    }
    const fitting = savedRuns.migration === null ? saved : migrated(saved, savedRuns.migration);
    const { result, ran } = await resumedFrom(after, fitting, one.again);
    expect(result.error).toBeUndefined();
    expect(result.status).toBe("completed");
    const done = saved.slice(1).map(({ node }) => nodes.after.get(node) ?? node);
    expect(ran.filter((node) => done.includes(node) && !late.includes(node))).toEqual([]);
  }
});
