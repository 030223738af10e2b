import type { Program } from "../graph/program.ts";
import type { Layout } from "../project/layout.ts";
import type { RequestFile } from "../project/request-file.ts";
import { createRecordedWorld } from "../recording/recorded-world.ts";
import { createRecorder } from "../recording/recorder.ts";
import type { LoggedAttrs, Recording } from "../recording/recording.ts";
import { createSystemClock } from "../runtime/system-clock.ts";
import { makeEnvironment } from "./make-environment.ts";
import { createRunLogger } from "./run-log.ts";
import { runRequest } from "./run-request.ts";
import type { FinishedRun } from "./run-request.ts";
import type { Terminal } from "./terminal.ts";

/** A request to run, and where. */
export interface RecordedRequest {
  readonly program: Program;
  readonly layout: Layout;
  readonly terminal: Terminal;
  readonly request: RequestFile;
  /** The request file, relative to the project. */
  readonly file: string;
  readonly onLogLine?: (line: string) => void;
}

/** A run with what is kept of it. */
export interface RecordedOutcome {
  readonly finished: FinishedRun;
  readonly recording: Recording;
  /** What each step of the run logged. */
  readonly attrs: LoggedAttrs;
}

/** Runs a request in a world that is the same each time, and records it. Throws what `runRequest` throws. */
export async function recordRequest(parts: RecordedRequest): Promise<RecordedOutcome> {
  const { program, layout, terminal, request } = parts;
  const world = createRecordedWorld(createSystemClock());
  const recorder = createRecorder(program.state);
  const environment = await makeEnvironment(layout, terminal, request.environment, world);
  try {
    const finished = await runRequest({
      program,
      request,
      environment,
      entry: request.entry,
      world,
      journal: recorder.journal,
      logger: createRunLogger([(line) => parts.onLogLine?.(line)]),
      onEvent: recorder.onEvent,
      send: async () => {},
      clientGone: new AbortController().signal,
      interrupted: terminal.interrupted,
    });
    const { attrs, ...run } = recorder.recorded({ issued: world.issued, root: layout.root });
    const statusCode = finished.answer?.status_code ?? null;
    return { finished, recording: { request: parts.file, statusCode, ...run }, attrs };
  } finally {
    await environment?.close?.();
  }
}
