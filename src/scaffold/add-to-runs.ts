import { join } from "node:path";
import type { Graph, GraphEdge } from "../graph/graph.ts";
import { readLoggedAttrs } from "../recording/read-recorded-path.ts";
import { loggedAttrsText } from "../recording/recording-text.ts";
import { shownPath } from "../project/layout.ts";
import { runsFolder } from "../project/load-runs.ts";
import { sourceFile } from "../text/source-file.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { FileChange } from "./change.ts";
import { intoRecording } from "./into-recordings.ts";
import type { PassingStep } from "./into-recordings.ts";
import { isLoggedAttrs, requestFiles } from "./move-step-files.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** A list of texts that an expectation calls `path`. */
const pathList = /"path"\s*:\s*\[((?:\s*"[^"\\]*"\s*,?)*)\s*\]/g;

/**
 * The edits of a request file that put a step into the paths it expects: behind `from`, wherever a run went straight on
 * to `to` from there.
 */
function intoExpectedPaths(text: string, id: string, from: string, to: string): readonly TextEdit[] {
  const pair = new RegExp(`"${from}"(\\s*,\\s*)(?="${to}")`, "g");
  return Array.from(text.matchAll(pathList)).flatMap((list) =>
    Array.from(list[0].matchAll(pair), (found) => {
      const at = list.index + found.index + found[0].length;
      return { span: { start: at, end: at }, text: `"${id}"${found[1] ?? ", "}` };
    }),
  );
}

function requestText(graph: Graph, text: string, { source, target }: GraphEdge, id: string): string {
  const [from, to] = [graph.nodes[source]?.id, graph.nodes[target]?.id];
  const between = graph.edges.filter((edge) => edge.source === source && edge.target === target);
  // Which of two edges a path means cannot be told.
  if (from === undefined || to === undefined || between.length > 1) return text;
  return applyEdits(text, intoExpectedPaths(text, id, from, to));
}

/** What the steps logged in the recorded runs: the new one nothing of its own. */
function attrsText(text: string, id: string): string {
  const { value } = readLoggedAttrs(sourceFile("", text));
  return value === null ? text : loggedAttrsText(new Map([...value, [id, []]]));
}

/** What becomes of requests and recorded runs. */
export interface ChangedRuns {
  readonly changes: readonly FileChange[];
  /** Recorded runs of which it cannot be told how they would go now. */
  readonly unclear: number;
}

/**
 * Puts a step that lets runs pass into the ways that requests expect and that recorded runs went, wherever they went by
 * the edge that it is put into.
 */
export function addToRuns(project: ScaffoldProject, edge: GraphEdge, passing: PassingStep): ChangedRuns {
  const { graph, layout, read } = project;
  const runs = `${shownPath(layout, runsFolder(layout))}/`;
  const files = requestFiles(project).map((shown) => {
    const path = join(layout.root, shown);
    return { shown, path, before: read(path) ?? "", isRun: shown.startsWith(runs) };
  });
  const attrs = files.filter(({ shown }) => isLoggedAttrs(project, shown));
  const changed = files
    .filter((file) => !attrs.includes(file))
    .map((file) => ({
      ...file,
      after: file.isRun
        ? intoRecording(graph, file.before, edge, passing)
        : requestText(graph, file.before, edge, passing.node),
    }))
    .filter(({ before, after }) => before !== after);
  const isLogged = changed.some(({ isRun, after }) => isRun && after !== null);
  const all = [
    ...changed,
    ...attrs.map((file) => ({
      ...file,
      after: isLogged ? attrsText(file.before, passing.node) : file.before,
    })),
  ];
  return {
    changes: all.flatMap(({ path, before, after }) =>
      after === null || after === before ? [] : [{ path, before, after }],
    ),
    unclear: changed.filter(({ after }) => after === null).length,
  };
}
