import { readLoggedAttrs } from "../recording/read-recorded-path.ts";
import { readRecording } from "../recording/read-recording.ts";
import { loggedAttrsText, recordingText } from "../recording/recording-text.ts";
import type { RecordedStep } from "../recording/recording.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { jsonStrings } from "./rename-json-strings.ts";
import { namesNode } from "./rename-in-json.ts";

/** Takes an item out of a JSON list, or a key with its value out of an object, with the comma that parts it from others. */
function cut(text: string, { start, end }: Span): Span {
  const behind = /^\s*,\s*/.exec(text.slice(end))?.[0].length;
  if (behind !== undefined) return { start, end: end + behind };
  const ahead = /,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return { start: start - ahead, end };
}

/** The end of the string or list that stands behind a key. */
function valueEnd(text: string, keyEnd: number): number {
  const value = /\s*:\s*(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\])/y;
  value.lastIndex = keyEnd;
  return keyEnd + (value.exec(text)?.[0].length ?? 0);
}

/** Takes a node out of what a request file expects: of its paths, and of its outcomes. */
export function removeFromRequest(text: string, node: string): readonly TextEdit[] {
  if (!text.includes(`"${node}"`)) return [];
  const edits: TextEdit[] = [];
  let free = 0;
  for (const found of jsonStrings(text)) {
    if (found.value !== node || !namesNode(found) || found.path[0] !== "expect") continue;
    const end = found.isKey ? valueEnd(text, found.span.end) : found.span.end;
    const span = cut(text, { start: found.span.start, end });
    // The comma between two that go is taken by the first.
    edits.push({ span: { start: Math.max(span.start, free), end: span.end }, text: "" });
    free = span.end;
  }
  return edits;
}

/** Where a request expects a run to go from a node to one of `others`; null when it expects no such thing. */
export function expectsAnotherWay(text: string, node: string, others: readonly string[]): number | null {
  const path = jsonStrings(text).filter((found) => found.path.slice(0, 2).join(".") === "expect.path");
  const at = path.findIndex(
    ({ value }, place) => value === node && others.includes(path[place + 1]?.value ?? ""),
  );
  return path[at]?.span.start ?? null;
}

function stepWithout(step: RecordedStep, node: string, target: string | null): RecordedStep {
  if (!step.next.includes(node)) return step;
  const next = step.next.flatMap((name) => (name !== node ? [name] : target === null ? [] : [target]));
  return { ...step, next: [...new Set(next)] };
}

/**
 * Takes a node out of a recorded run. Null when the run went another way than to `target` behind the node: what it would
 * do without it cannot be told.
 */
export function removeFromRecording(
  file: SourceFile,
  node: string,
  target: string | null,
): readonly TextEdit[] | null {
  const { value } = file.text.includes(`"${node}"`) ? readRecording(file) : { value: null };
  if (value === null || !value.path.some((step) => step.node === node)) return [];
  const visits = value.path.filter((step) => step.node === node);
  const goesOn = visits.every(({ next }) => next.every((name) => name === target));
  if (!goesOn || value.entry === node) return null;
  const text = recordingText({
    ...value,
    path: value.path.filter((step) => step.node !== node).map((step) => stepWithout(step, node, target)),
    changes: value.changes.filter((change) => change.node !== node),
  });
  return [{ span: { start: 0, end: file.text.length }, text }];
}

/** Takes a node out of the list of what steps logged. */
export function removeFromLogged(file: SourceFile, node: string): readonly TextEdit[] {
  const { value } = readLoggedAttrs(file);
  if (value?.has(node) !== true) return [];
  const text = loggedAttrsText(new Map([...value].filter(([id]) => id !== node)));
  return [{ span: { start: 0, end: file.text.length }, text }];
}
