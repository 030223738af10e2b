import type { Graph, GraphEdge } from "../graph/graph.ts";
import { readRecording } from "../recording/read-recording.ts";
import { recordingText } from "../recording/recording-text.ts";
import type { RecordedStep } from "../recording/recording.ts";
import { sourceFile } from "../text/source-file.ts";

/** A step that lets runs pass, in the way of an edge. */
export interface PassingStep {
  readonly node: string;
  /** Registry number; null for a step that is not registered. */
  readonly step: number | null;
  /** What a decision takes always; null for other steps. */
  readonly outcome: string | null;
}

/** Whether a visit went on by an edge. */
function took({ outcome, next }: RecordedStep, to: string, label: string | null): boolean {
  if (!next.includes(to)) return false;
  return label === null ? outcome !== "error" : [outcome].flat().includes(label);
}

/**
 * A recorded run as it would be with a step in the way of an edge that does nothing but pass: every visit that took the
 * edge goes to the step, and on from there. The text itself when it took it nowhere. Null where it cannot be told: behind
 * a fork, when the run came to the same target on other ways too.
 */
export function intoRecording(
  graph: Graph,
  text: string,
  edge: GraphEdge,
  passing: PassingStep,
): string | null {
  const [source, target] = [graph.nodes[edge.source], graph.nodes[edge.target]];
  const { value: recording } = readRecording(sourceFile("", text));
  if (recording === null || source === undefined || target === undefined) return text;
  const isJoin = recording.path.filter(({ next }) => next.includes(target.id)).length > 1;
  let visits = 0;
  const waiting: RecordedStep[] = [];
  const path: RecordedStep[] = [];
  for (const visit of recording.path) {
    // Behind a fork its own branch is where its target comes.
    if (visit.node === target.id) path.push(...waiting.splice(0, 1));
    if (visit.node !== source.id || !took(visit, target.id, edge.label)) {
      path.push(visit);
      continue;
    }
    const { node, step, outcome } = passing;
    const next = visit.next.map((id) => (id === target.id ? node : id));
    const passed = {
      step,
      node,
      visit: ++visits,
      outcome,
      next: [target.id],
      skipped: false,
      errorCode: null,
    };
    path.push({ ...visit, next });
    if (visit.next.length === 1) path.push(passed);
    else if (isJoin) return null;
    else waiting.push(passed);
  }
  if (waiting.length > 0) return null;
  return visits === 0 ? text : recordingText({ ...recording, path });
}
