import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { jsonErrorOffset } from "../text/json-error.ts";
import type { SourceFile } from "../text/source-file.ts";
import { recordingCodes } from "./codes.ts";
import { inputMark, recordingVersion } from "./recording-text.ts";
import type { LoggedAttrs, RecordedPath, RecordedStep } from "./recording.ts";

// Every check reads all recordings, so this is done by hand: a schema takes longer to load than they take to read.

/** The diagnostic of a file that is no recording. */
export function invalidRecording(file: SourceFile, at: number, why: string): Result<null> {
  const code = "recording-invalid";
  const start = Math.min(at, Math.max(0, file.text.length - 1));
  const diagnostic: Diagnostic = {
    code,
    severity: recordingCodes[code].severity,
    message: `\`${file.path}\` is no recorded run: ${why}.`,
    location: { file, span: { start, end: start } },
    hint: "ragstep record <request.json>, or remove the file",
  };
  return { value: null, diagnostics: [diagnostic] };
}

/** Parses the JSON of a file, or what is left of it; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function stepOf(value: unknown): RecordedStep | undefined {
  if (!isObject(value)) return undefined;
  const { step = null, node, visit = 1, outcome = null, next, skipped = false, error_code = null } = value;
  if (step !== null && typeof step !== "number") return undefined;
  if (typeof node !== "string" || typeof visit !== "number" || typeof skipped !== "boolean") return undefined;
  if (outcome !== null && typeof outcome !== "string" && !isTexts(outcome)) return undefined;
  if (!isTexts(next) || (error_code !== null && typeof error_code !== "string")) return undefined;
  return { step, node, visit, outcome, next, skipped, errorCode: error_code };
}

const ends = ["completed", "failed", "cancelled"] as const;

/** The way of a recorded run, from the JSON of its file, or the name of what is wrong with it. */
export function pathIn(json: unknown): RecordedPath | string {
  if (!isObject(json)) return "it holds no object";
  const { recording, request, entry, status_code, path } = json;
  if (recording !== recordingVersion) return `its \`recording\` is not ${recordingVersion}`;
  if (typeof request !== "string" || request === "") return "its `request` is no path";
  if (typeof entry !== "string") return "its `entry` is no node id";
  const status = ends.find((end) => end === json["status"]);
  if (status === undefined) return "its `status` is not that of a run";
  if (status_code !== null && typeof status_code !== "number") return "its `status_code` is no number";
  if (!Array.isArray(path)) return "its `path` is no list";
  const steps: RecordedStep[] = [];
  for (const [place, value] of path.entries()) {
    const step = stepOf(value);
    if (step === undefined) return `step ${place + 1} of its \`path\` is no visit of a node`;
    steps.push(step);
  }
  return { request, entry, status, statusCode: status_code, path: steps };
}

/** Reads the way that a recorded run went, and passes over what its steps wrote: that is most of the file. */
export function readRecordedPath(file: SourceFile): Result<RecordedPath | null> {
  const end = file.text.indexOf(inputMark);
  const head = end === -1 ? undefined : parsedJson(`${file.text.slice(0, end).replace(/,\s*$/, "")}}`);
  const json = head ?? parsedJson(file.text);
  if (json === undefined) return invalidRecording(file, jsonErrorOffset(file.text), "it is not JSON");
  const path = pathIn(json);
  if (typeof path === "string") return invalidRecording(file, 0, path);
  return { value: path, diagnostics: [] };
}

/** Reads what the steps logged in the recorded runs. */
export function readLoggedAttrs(file: SourceFile): Result<LoggedAttrs | null> {
  const json = parsedJson(file.text);
  if (json === undefined) return invalidRecording(file, jsonErrorOffset(file.text), "it is not JSON");
  const byNode = new Map<string, readonly string[]>();
  for (const [node, names] of Object.entries(isObject(json) ? json : {})) {
    if (!isTexts(names)) return invalidRecording(file, 0, `what it holds of \`${node}\` is no list of names`);
    byNode.set(node, names);
  }
  return { value: byNode, diagnostics: [] };
}
