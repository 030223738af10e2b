import { expect, test } from "vitest";
import { entry } from "../graph/link-text.ts";
import { chain, verdictTried, fork, registry } from "./saved-run-case.ts";
import type { Case } from "./saved-run-case.ts";

const choice = (yes: string, no: string, more = "") =>
  `Start([Start]) --> Ask{Ask}\nAsk -->|${yes}| A[A]\nAsk -->|${no}| B[B]\nA --> Done([Done])\nB --> Done\n${more}`;

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
    name: "a handler that is gone",
    before: { diagram: chain },
    after: { diagram: chain, steps: { B: null } },
    verdict: "breaks",
    because: /`B` has no handler any more/,
    goesWrong: { records: 3, how: /step-not-written/ },
  },
];

test.each(cases)("$name: $verdict, as a resumed run shows", async (one) => {
  expect(await verdictTried(one)).toBe(one.verdict);
});
