import { z } from "zod";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { jsonErrorOffset } from "../text/json-error.ts";
import type { SourceFile } from "../text/source-file.ts";
import { recordingCodes } from "./codes.ts";
import { inputMark, recordingVersion } from "./recording-text.ts";
import type { LoggedAttrs, RecordedPath, Recording } from "./recording.ts";

const stepSchema = z
  .strictObject({
    step: z.int().optional(),
    node: z.string(),
    visit: z.int().positive().optional(),
    outcome: z.union([z.string(), z.array(z.string())]).optional(),
    next: z.array(z.string()),
    skipped: z.boolean().optional(),
    error_code: z.string().optional(),
  })
  .transform(({ step, node, visit, outcome, next, skipped, error_code }) => ({
    step: step ?? null,
    node,
    visit: visit ?? 1,
    outcome: outcome ?? null,
    next,
    skipped: skipped ?? false,
    errorCode: error_code ?? null,
  }));

const pathSchema = z.object({
  recording: z.literal(recordingVersion),
  request: z.string().min(1),
  entry: z.string(),
  status: z.enum(["completed", "failed", "cancelled"]),
  status_code: z.int().nullable(),
  path: z.array(stepSchema),
});

const values = z.record(z.string(), z.unknown());
const wholeSchema = pathSchema.extend({
  input: values,
  changes: z.array(z.strictObject({ node: z.string(), visit: z.int().positive().default(1), set: values })),
});

function invalid(file: SourceFile, at: number, why: string): Result<null> {
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

function read<T>(file: SourceFile, text: string, schema: z.ZodType<T>): Result<T | null> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return invalid(file, jsonErrorOffset(file.text), "it is not JSON");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data, diagnostics: [] };
  const [issue] = parsed.error.issues;
  return invalid(file, 0, `${issue?.path.join(".") || "the file"}: ${issue?.message ?? "not as expected"}`);
}

type ReadPath = z.infer<typeof pathSchema>;

function pathOf({ request, entry, status, status_code, path }: ReadPath): RecordedPath {
  return { request, entry, status, statusCode: status_code, path };
}

/** Reads the way that a recorded run went, and passes over what its steps wrote: that is most of the file. */
export function readRecordedPath(file: SourceFile): Result<RecordedPath | null> {
  const end = file.text.indexOf(inputMark);
  const head = end === -1 ? file.text : `${file.text.slice(0, end).replace(/,\s*$/, "")}}`;
  const { value, diagnostics } = read(file, head, pathSchema);
  return { value: value === null ? null : pathOf(value), diagnostics };
}

/** Reads a recording as a whole. */
export function readRecording(file: SourceFile): Result<Recording | null> {
  const { value, diagnostics } = read(file, file.text, wholeSchema);
  if (value === null) return { value, diagnostics };
  return { value: { ...pathOf(value), input: value.input, changes: value.changes }, diagnostics };
}

/** Reads what the steps logged in the recorded runs. */
export function readLoggedAttrs(file: SourceFile): Result<LoggedAttrs | null> {
  const { value, diagnostics } = read(file, file.text, z.record(z.string(), z.array(z.string())));
  return { value: value === null ? null : new Map(Object.entries(value)), diagnostics };
}
