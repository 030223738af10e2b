import type { Graph, GraphEdge } from "../graph/graph.ts";
import { plural } from "../report/counts.ts";
import { edgeName } from "../report/edge-name.ts";
import { schemaVersion } from "../report/json.ts";
import type { Palette } from "../report/palette.ts";
import type { Cover } from "../simulation/cover-edges.ts";
import type { Choice, Walk } from "../simulation/walk-graph.ts";

/** Where a list of words is broken, in characters. */
const width = 100;

function named(graph: Graph, edge: GraphEdge): string {
  const id = (index: number): string => graph.nodes[index]?.id ?? "";
  return edgeName(id(edge.source), edge.label, id(edge.target));
}

/** Words after a heading, broken into lines that stand below each other. */
function wrapped(heading: string, words: readonly string[], between: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : line + between + word;
    if (line !== "" && longer.length > width) {
      lines.push(line + between.trimEnd());
      line = word;
    } else line = longer;
  }
  if (line !== "") lines.push(line);
  return lines.map((text, at) => `  ${at === 0 ? heading : " ".repeat(heading.length)}  ${text}`);
}

function visited(node: string, visit: number): string {
  return visit > 1 ? `${node}#${visit}` : node;
}

/** What was decided; that a process did not fail goes without saying. */
function choiceWords(choices: readonly Choice[]): readonly string[] {
  return choices.flatMap(({ node, visit, outcome }) =>
    outcome === null ? [] : [`${visited(node, visit)}=${outcome}`],
  );
}

/** One walk as people read it. `fresh`: how many of its edges no walk before it took. */
export function walkText(walk: Walk, heading: string, fresh: number | null): string {
  const news = fresh === null ? "" : `, ${plural(fresh, "new edge")}`;
  const path = walk.path.map(({ node, visit }) => visited(node, visit));
  return [
    `${heading} from ${walk.entry}: ${plural(walk.path.length, "step")}, ${plural(walk.edges.length, "edge")}${news}`,
    ...wrapped("choose", choiceWords(walk.choices), ", "),
    ...wrapped("path  ", path, " → "),
    ...(walk.error === null ? [] : [`  failed  ${walk.error}`]),
  ].join("\n");
}

function verdict({ walks, exclusive }: Cover): string {
  if (walks.length <= exclusive.length)
    return `${plural(walks.length, "walk")}, which is the least: no walk takes two of ${plural(exclusive.length, "edge")}`;
  const least = exclusive.length < 2 ? "" : `, and at least ${exclusive.length} are needed`;
  return `${plural(walks.length, "walk")}, none of which can be left out${least}; whether others would be fewer is not known`;
}

/** A cover as people read it: each walk, what no walk takes, and the count as the last line. */
export function coverText(graph: Graph, cover: Cover, palette: Palette): string {
  const seen = new Set<number>();
  const walks = cover.walks.map((walk, at) => {
    const fresh = walk.edges.filter((edge) => !seen.has(edge)).length;
    for (const edge of walk.edges) seen.add(edge);
    return walkText(walk, `walk ${at + 1}`, fresh);
  });
  const proof = cover.walks.length <= cover.exclusive.length ? cover.exclusive : [];
  return [
    ...walks,
    "",
    ...cover.missed.map((edge) => `${palette.red("no walk takes")}  ${named(graph, edge)}`),
    ...wrapped(
      "apart ",
      proof.map((edge) => named(graph, edge)),
      "; ",
    ),
    `${cover.covered}/${cover.covered + cover.missed.length} edges in ${verdict(cover)}`,
  ].join("\n");
}

function jsonWalk(graph: Graph, walk: Walk): object {
  return {
    entry: walk.entry,
    status: walk.status,
    error: walk.error,
    choices: walk.choices,
    path: walk.path.map(({ step, node, visit, outcome, next }) => ({ step, node, visit, outcome, next })),
    edges: walk.edges.flatMap((index) => {
      const edge = graph.edges[index];
      return edge === undefined ? [] : [named(graph, edge)];
    }),
  };
}

/** One walk as JSON. */
export function walkJson(graph: Graph, walk: Walk): string {
  return JSON.stringify({ schemaVersion, walks: [jsonWalk(graph, walk)] }, null, 2);
}

/** A cover as JSON; `least` is true when no fewer walks can do, and `exclusive` then proves it. */
export function coverJson(graph: Graph, cover: Cover): string {
  const names = (edges: readonly GraphEdge[]): readonly string[] => edges.map((edge) => named(graph, edge));
  return JSON.stringify(
    {
      schemaVersion,
      walks: cover.walks.map((walk) => jsonWalk(graph, walk)),
      covered: cover.covered,
      total: cover.covered + cover.missed.length,
      missed: names(cover.missed),
      least: cover.walks.length <= cover.exclusive.length,
      exclusive: names(cover.exclusive),
    },
    null,
    2,
  );
}
