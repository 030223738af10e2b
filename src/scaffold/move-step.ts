import { join, posix } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { Graph } from "../graph/graph.ts";
import { parseFlowchartSyntax } from "../mermaid/parse-syntax.ts";
import { shownPath } from "../project/layout.ts";
import type { Planned } from "./change.ts";
import { changesOf, fileAt } from "./move-changes.ts";
import { moveCodes } from "./move-codes.ts";
import type { Moves } from "./move-imports.ts";
import { moveInDiagram } from "./move-in-diagram.ts";
import { inTheWay, movedPaths } from "./move-paths.ts";
import { drawnStep, stepCode, stepFiles, stepTestsFolder } from "./move-step-files.ts";
import { laneEmptiedBy } from "./remove-empty-lane.ts";
import { mentionsOf, placesNote } from "./rename-mentions.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** Which step is to stand in which lane. */
export interface MoveRequest {
  /** Its number, node id or registry id. */
  readonly step: string;
  /** The lane's id or its title. */
  readonly lane: string;
}

function laneNamed({ lanes }: Graph, word: string): string {
  const lower = word.toLowerCase();
  const found = lanes.find(
    ({ id, title }) => id.toLowerCase() === lower || title.text.toLowerCase() === lower,
  );
  if (found !== undefined) return found.id;
  const known = lanes.map(({ id }) => id);
  throw new UsageError("lane-unknown", `The diagram has no lane \`${word}\`.${didYouMean(word, known)}`, {
    hint: known.length === 0 ? "A lane is a `subgraph` of the diagram." : `Lanes: ${known.join(", ")}.`,
  });
}

/** Where the handler and the tests go: files that do not stand in the old lane's folder stay. */
function movesOf(project: ScaffoldProject, node: string, from: string | null, to: string): Moves {
  const { handler, tests } = stepFiles(project, node);
  const { layout } = project;
  const folders = [
    { root: shownPath(layout, layout.steps), paths: handler === null ? [] : [handler] },
    { root: shownPath(layout, stepTestsFolder(project)), paths: tests },
  ];
  return new Map(
    folders.flatMap(({ root, paths }) => {
      const old = from === null ? root : `${root}/${from}`;
      return paths
        .filter((path) => posix.dirname(path) === old)
        .map((path): [string, string] => [path, `${root}/${to}/${posix.basename(path)}`]);
    }),
  );
}

/** The page of a lane that is drawn no longer, if it has one. */
export function lanePage(project: ScaffoldProject, lane: string | null): readonly string[] {
  if (lane === null) return [];
  const path = shownPath(project.layout, join(project.layout.docs, "lanes", `${lane}.md`));
  return fileAt(project, path) === null ? [] : [path];
}

/** The tests of both lanes that name the step: what they expect of a lane's way may be another one now. */
function laneNotes(
  project: ScaffoldProject,
  node: string,
  lanes: readonly (string | null)[],
): readonly string[] {
  const root = shownPath(project.layout, stepTestsFolder(project));
  const own = stepFiles(project, node).tests;
  const places = stepCode(project)
    .tests.filter(
      (path) => !own.includes(path) && lanes.some((lane) => path.startsWith(`${root}/${lane ?? ""}/`)),
    )
    .flatMap((path) => {
      const file = fileAt(project, path);
      return file === null ? [] : mentionsOf(file, node).map((span) => ({ file, span }));
    });
  const note = placesNote(`Tests of these lanes name \`${node}\`, and may expect their old ways:`, places);
  return note === null ? [] : [note];
}

/** Plans to draw a step in another lane, with its handler and tests in that lane's folders. */
export function planMove(project: ScaffoldProject, { step, lane: word }: MoveRequest): Planned {
  const { graph, layout } = project;
  const node = drawnStep(graph, step);
  const lane = laneNamed(graph, word);
  if (node.lane === lane)
    throw new UsageError("lane-same", `\`${node.id}\` stands in the lane \`${lane}\` already.`, {
      hint: `Lanes: ${graph.lanes.map(({ id }) => id).join(", ")}.`,
    });
  const file = graph.diagram;
  const syntax = parseFlowchartSyntax(file).value;
  const drawn = syntax && moveInDiagram({ file, syntax, flowchart: graph.flowchart }, node.id, lane);
  const moves = movesOf(project, node.id, node.lane, lane);
  const blocked = [...inTheWay(project, moves)];
  if (drawn === null) {
    const message = `\`${node.id}\` cannot be moved to \`${lane}\` in this diagram without changing what else it draws.`;
    const hint = "define it once, on a line of its own inside its lane, and draw its edges below the lanes";
    blocked.push(reporterOf(moveCodes, file)("drawing-unclear", node.span, message, { hint }));
  }
  if (drawn === null || blocked.length > 0) return { value: null, diagnostics: blocked };
  const emptied = laneEmptiedBy(graph.flowchart, node.id);
  const changes = changesOf(project, {
    edits: [{ path: shownPath(layout, layout.diagram), edits: drawn }, ...movedPaths(project, moves)],
    moves,
    removed: new Set(lanePage(project, emptied)),
  });
  const notes = [
    ...(emptied === null ? [] : [`The lane \`${emptied}\` held nothing else, so it is drawn no longer.`]),
    ...laneNotes(project, node.id, [node.lane, lane]),
  ];
  return { value: { changes, notes }, diagnostics: [] };
}
