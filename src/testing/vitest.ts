/**
 * `ragstep/vitest`: what authors of steps test with. Nothing here needs vitest: failures are assertion errors, which it
 * and other test runners show well.
 */
export { createFakeClock } from "../runtime/fake-clock.ts";
export type { FakeClock, FakeClockOptions } from "../runtime/fake-clock.ts";
export { expectPath } from "./expect-path.ts";
export type { RunWithPath } from "./expect-path.ts";
export type { SliceOptions, SliceResult, StepRun } from "./run-slice.ts";
export { callsOf, stub } from "./stub.ts";
export type { StubCall } from "./stub.ts";
export { testProject } from "./test-project.ts";
export type { LaneOptions, TestProject } from "./test-project.ts";
export { runLane, runStep, testsOf } from "./tests-of.ts";
export type { ProjectTests, TypedOptions } from "./tests-of.ts";
