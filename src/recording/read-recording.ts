import type { Result } from "../diagnostics/diagnostic.ts";
import { jsonErrorOffset } from "../text/json-error.ts";
import type { SourceFile } from "../text/source-file.ts";
import { invalidRecording, parsedJson, pathIn } from "./read-recorded-path.ts";
import type { RecordedChange, Recording } from "./recording.ts";

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function changeOf(value: unknown): RecordedChange | undefined {
  if (!isObject(value)) return undefined;
  const { node, visit = 1, set } = value;
  if (typeof node !== "string" || typeof visit !== "number" || !isObject(set)) return undefined;
  return { node, visit, set };
}

/** Reads a recording as a whole. */
export function readRecording(file: SourceFile): Result<Recording | null> {
  const json = parsedJson(file.text);
  if (json === undefined) return invalidRecording(file, jsonErrorOffset(file.text), "it is not JSON");
  const path = pathIn(json);
  if (typeof path === "string") return invalidRecording(file, 0, path);
  if (!isObject(json) || !isObject(json["input"]))
    return invalidRecording(file, 0, "its `input` is no object");
  const found: readonly unknown[] = Array.isArray(json["changes"]) ? json["changes"] : [undefined];
  const changes = found.map((value) => changeOf(value));
  const wrong = changes.indexOf(undefined);
  if (wrong !== -1)
    return invalidRecording(file, 0, `entry ${wrong + 1} of its \`changes\` is not what a visit wrote`);
  return {
    value: { ...path, input: json["input"], changes: changes.filter((change) => change !== undefined) },
    diagnostics: [],
  };
}
