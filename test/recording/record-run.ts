import type { Program } from "../../src/graph/program.ts";
import { createRecordedWorld } from "../../src/recording/recorded-world.ts";
import { createRecorder } from "../../src/recording/recorder.ts";
import type { WatchedRun } from "../../src/recording/recorder.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { run } from "../../src/runtime/run.ts";

/** Runs a program in the recorded world, where waiting takes no time, and gives what the recorder saw. */
export async function watchRun(
  program: Program,
  input: Readonly<Record<string, unknown>> = {},
  entry?: string,
): Promise<WatchedRun> {
  const world = createRecordedWorld({ sleep: async () => {} });
  const recorder = createRecorder(program.state);
  await run(program, input, { entry, ...world, journal: recorder.journal, onEvent: recorder.onEvent }).done;
  return recorder.recorded({ issued: world.issued, root: "/some/project" });
}

/** The same as a recording of a request that is never read. */
export async function recordRun(
  program: Program,
  input: Readonly<Record<string, unknown>> = {},
): Promise<Recording> {
  const { attrs: _, ...watched } = await watchRun(program, input);
  return { request: "test/fixtures/requests/some.json", statusCode: 200, ...watched };
}
