import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from "vitest";
import type { StateOf } from "../../src/definition/state.ts";
import { callsOf, expectPath, stub, testsOf } from "../../src/testing/vitest.ts";
import Known from "../fixtures/projects/triage/steps/intake/Known.ts";
import type { Stores } from "../fixtures/projects/triage/steps/environment.ts";
import type { GraphFacts } from "../fixtures/projects/triage/steps/ragstep.gen.ts";
import type { state } from "../fixtures/projects/triage/steps/state.ts";
import { folderWith, projects } from "../cli/ragstep.ts";
import { readTrails } from "../../src/runtime/read-trails.ts";

const tests = testsOf<typeof state, GraphFacts, Stores>(join(projects, "triage"));
const answering = (answer: string | null) => ({
  Tickets: { read: stub<Stores["Tickets"]["read"]>("Tickets", { answerTo: () => answer }) },
});

describe("the test functions of a project", () => {
  test("run one step with the stores that the test gives", async () => {
    const stores = answering(null);
    const run = await tests.runStep(Known, { state: { ticket: "my keyboard is loud" }, stores });
    expect(run).toMatchObject({ status: "completed", outcome: "No", next: ["Escalate"] });
    expect(callsOf(stores.Tickets.read)).toEqual([{ method: "answerTo", args: ["my keyboard is loud"] }]);
  });

  test("run a lane until the run leaves it", async () => {
    const run = await tests.runLane("intake", {
      from: "Receive",
      state: { ticket: "my printer is silent" },
      stores: answering("Switch it off and on again."),
    });
    tests.expectPath(run, ["Receive", "Known"]);
    expect(run.exits).toEqual(["Reply"]);
  });

  test("run nodes of several lanes", async () => {
    const run = await tests.runLane(["Known", "Escalate", "Done"], {
      from: "Known",
      state: { ticket: "?" },
      stores: answering(null),
    });
    tests.expectPath(run, ["Known", "Escalate", "Done"]);
    expect(run.state.answer).toBe("A person will write to you.");
    expect(() => expectPath(run, ["Known", "Reply", "Done"])).toThrow(
      "The run went to `Escalate` after `Known → No`, and `Reply` was expected.",
    );
  });

  test("tell which member a step missed in a stub", async () => {
    const Tickets = { read: stub<Stores["Tickets"]["read"]>("Tickets") };
    const { status, error } = await tests.runStep(Known, { state: { ticket: "?" }, stores: { Tickets } });
    expect(status).toBe("failed");
    expect(error?.message).toContain("The stub `Tickets` has no `answerTo`.");
  });
});

test("what tests run is traced to the file that RAGSTEP_TRACE names, for coverage", async () => {
  const file = join(await folderWith({}), "traces/tests.trace");
  vi.stubEnv("RAGSTEP_TRACE", file);
  onTestFinished(() => void vi.unstubAllEnvs());
  const stores = answering(null);
  await tests.runLane("intake", { from: "Receive", state: { ticket: "?" }, stores });
  await tests.runStep(Known, { state: { ticket: "?" }, stores });
  const [lane, step, ...others] = readTrails([{ name: file, text: await readFile(file, "utf8") }]).trails;
  expect(others).toEqual([]);
  expect(lane?.visits.map(({ node, edges }) => [node, edges])).toEqual([
    ["Receive", [{ target: "Known", label: null }]],
    ["Known", [{ target: "Escalate", label: "No" }]],
  ]);
  expect(step?.visits.map(({ node }) => node)).toEqual(["Known"]);
});

// What does not compile is told by the compiler: `tsc` reads this file, and an expectation that is not met is an error there.
test("their types refuse keys, values, stores and nodes that the project does not have, and so does the run", async () => {
  // @ts-expect-error -- the state declares no `tikcet`
  await tests.runStep(Known, { state: { ticket: "?", tikcet: "?" }, stores: answering(null) });
  // @ts-expect-error -- a ticket is a text
  const wrong = await tests.runStep(Known, { state: { ticket: 1 }, stores: answering(null) });
  expect(wrong.error?.code).toBe("input-invalid");
  // @ts-expect-error -- the store is called `Tickets`
  const away = await tests.runStep(Known, { state: { ticket: "?" }, stores: { Ticket: {} } });
  expect(away.error?.code).toBe("store-missing");
  // @ts-expect-error -- the node is called `Receive`
  const lost = await tests.runLane("intake", { from: "Recieve", state: {} });
  expect(lost.error?.code).toBe("entry-unknown");
  // @ts-expect-error -- the node is called `Known`
  expect(() => tests.expectPath({ path: ["Known"] }, ["Knwon"])).toThrow("`Knwon` was expected");
  expectTypeOf(wrong.patch).toEqualTypeOf<Readonly<Partial<StateOf<typeof state>>>>();
});
