import type { ProjectFile } from "./project-file.ts";

interface Visit {
  readonly description: string;
  readonly guests: readonly string[];
  readonly name: string;
  readonly path: readonly string[];
  readonly greeting: string;
}

function requestFile(name: string, { description, guests, path, greeting, ...input }: Visit): ProjectFile {
  const text = `{
  "description": ${JSON.stringify(description)},
  "environment": { "guests": ${JSON.stringify(guests)} },
  "input": { "name": ${JSON.stringify(input.name)} },
  "expect": {
    "status": "completed",
    "path": [${path.map((node) => JSON.stringify(node)).join(", ")}],
    "response": { "greeting": ${JSON.stringify(greeting)} }
  }
}
`;
  return { path: `test/fixtures/requests/${name}.json`, about: "a request, and what it must come to", text };
}

/** The tests of a new project: a request for each way through the diagram, and a test of one step. */
export const greetingTests: readonly ProjectFile[] = [
  requestFile("known-guest", {
    description: "Ada has been here before.",
    guests: ["Ada"],
    name: "Ada",
    path: ["Start", "Known", "Welcome", "Done"],
    greeting: "Welcome back, Ada.",
  }),
  requestFile("new-guest", {
    description: "Nobody has seen Grace.",
    guests: [],
    name: "Grace",
    path: ["Start", "Known", "Meet", "Done"],
    greeting: "Nice to meet you, Grace.",
  }),
  {
    path: "test/project.ts",
    about: "runs steps in tests, typed by this project",
    text: `import { testsOf } from "ragstep/vitest";
import type { Services, Stores } from "../steps/environment.ts";
import type { GraphFacts } from "../steps/ragstep.gen.ts";
import type { state } from "../steps/state.ts";

export const { runStep, runLane, expectPath } = testsOf<typeof state, GraphFacts, Stores, Services>();
`,
  },
  {
    path: "test/steps/greeting/Known.test.ts",
    about: "tests of a step, alone and in its lane",
    text: `import { expect, test } from "vitest";
import Known from "../../../steps/greeting/Known.ts";
import { openGuestBook } from "../../../steps/guest-book.ts";
import { runLane, runStep } from "../../project.ts";

test("a name in the guest book is known, and the log says so", async () => {
  const stores = { Guests: openGuestBook(["Ada"]) };
  const { outcome, attrs } = await runStep(Known, { state: { name: "Ada" }, stores });
  expect(outcome).toBe("Yes");
  expect(attrs).toMatchObject({ seen: true });
});

test("who is met once is known the next time", async () => {
  const stores = { Guests: openGuestBook([]) };
  const greet = () => runLane("greeting", { from: "Start", state: { name: "Grace" }, stores });
  expect((await greet()).state.greeting).toBe("Nice to meet you, Grace.");
  expect((await greet()).state.greeting).toBe("Welcome back, Grace.");
});
`,
  },
];
