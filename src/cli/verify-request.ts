import type { Program } from "../graph/program.ts";
import type { Layout } from "../project/layout.ts";
import { readRequestFile } from "../project/request-file.ts";
import { compareRecordings } from "../recording/compare-recordings.ts";
import type { RecordingDifference } from "../recording/compare-recordings.ts";
import { recordingText } from "../recording/recording-text.ts";
import type { LoggedAttrs, Recording } from "../recording/recording.ts";
import type { ReportedRun } from "../report/run-report.ts";
import type { LineFile } from "./line-file.ts";
import { makeEnvironment } from "./make-environment.ts";
import { recordRequest } from "./recorded-request.ts";
import { reportedRun } from "./reported-run.ts";
import { createRunLogger } from "./run-log.ts";
import { runRequest } from "./run-request.ts";
import type { Terminal } from "./terminal.ts";
import type { Subject } from "./verify-subjects.ts";

export interface VerifyParts {
  readonly program: Program;
  readonly layout: Layout;
  readonly terminal: Terminal;
  readonly log: LineFile | null;
}

/** A recording held against the run as it is now. */
export interface VerifiedRecording {
  readonly name: string;
  /** The text of its file. */
  readonly before: string;
  readonly now: Recording;
  /** Null when the run is the same. */
  readonly difference: RecordingDifference | null;
  /** False when the file is written otherwise than it would be now, though it says the same. */
  readonly sameText: boolean;
}

/** A request that was run again. */
export interface VerifiedRequest {
  readonly name: string;
  readonly report: ReportedRun;
  readonly recordings: readonly VerifiedRecording[];
  /** What each step logged; null when there is no recording of the request. */
  readonly attrs: LoggedAttrs | null;
}

/** A request without a recording runs in the world as it is. */
async function runFreely(parts: VerifyParts, { path, file, name }: Subject): Promise<VerifiedRequest> {
  const { program, layout, terminal, log } = parts;
  const request = await readRequestFile(path, file);
  const environment = await makeEnvironment(layout, terminal, request.environment);
  const lines: string[] = [];
  try {
    const finished = await runRequest({
      program,
      request,
      environment,
      entry: request.entry,
      logger: createRunLogger([(line) => lines.push(line), (line) => log?.write(line)]),
      onEvent: () => {},
      send: async () => {},
      clientGone: new AbortController().signal,
      interrupted: terminal.interrupted,
    });
    return { name, report: reportedRun(finished, request, lines.join(""), []), recordings: [], attrs: null };
  } finally {
    await environment?.close?.();
  }
}

/** Recorded runs are called alike, so a log of many tells them apart by their requests. */
function namedLine(line: string, name: string): string {
  return line.replace(/("run_id":"[^"]*)"/, `$1_${name.replaceAll(/\W+/g, "_")}"`);
}

/** Runs one request again, once, and holds it against what its file expects and against its recordings. */
export async function verifyRequest(parts: VerifyParts, subject: Subject): Promise<VerifiedRequest> {
  if (subject.recordings.length === 0) return await runFreely(parts, subject);
  const { program, layout, terminal, log } = parts;
  const request = await readRequestFile(subject.path, subject.file);
  const lines: string[] = [];
  const onLogLine = (line: string): void => {
    lines.push(line);
    log?.write(namedLine(line, subject.name));
  };
  const { finished, recording, attrs } = await recordRequest({
    program,
    layout,
    terminal,
    request,
    file: subject.file,
    onLogLine,
  });
  const text = recordingText(recording);
  return {
    name: subject.name,
    report: reportedRun(finished, request, lines.join(""), []),
    recordings: subject.recordings.map(({ name, file, recording: before }) => ({
      name,
      before: file.text,
      now: recording,
      difference: compareRecordings(before, recording),
      sameText: file.text === text,
    })),
    attrs,
  };
}
