import type { Drawing } from "./drawing.ts";

/** As much of an element as it takes to find it. */
interface Part<E> {
  readonly id: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selectors: string): Iterable<E>;
}

/** An arrow in a picture, with its label; the label may be empty. */
export interface PictureEdge<E> {
  readonly paths: readonly E[];
  readonly label: E | null;
  /** Places in `GraphView.edges`. */
  readonly places: readonly number[];
  readonly source: string;
  readonly target: string;
}

/** The parts of a picture that mermaid drew. */
export interface Picture<E> {
  /** By their ids in the drawing. */
  readonly nodes: ReadonlyMap<string, E>;
  readonly lanes: ReadonlyMap<string, E>;
  readonly edges: readonly PictureEdge<E>[];
}

/** Thrown when a picture does not show what it was drawn from, as after a change in mermaid. */
export class PictureError extends Error {
  constructor(missing: readonly string[]) {
    super(`The picture lacks ${missing.join(", ")}, so nothing can be drawn over it.`);
    this.name = "PictureError";
  }
}

/** Arrows by `source_target`, those between the same two nodes in the order of the text. */
function pathsByPair<E extends Part<E>>(svg: E): ReadonlyMap<string, readonly (readonly E[])[]> {
  const found = [...svg.querySelectorAll("path[data-id]")].flatMap((path) => {
    const [, pair, number] = /^L_(.+)_(\d+)$/.exec(path.getAttribute("data-id") ?? "") ?? [];
    return pair === undefined || number === undefined ? [] : [{ pair, number: Number(number), path }];
  });
  const byPair = Map.groupBy(found, ({ pair }) => pair);
  return new Map(
    [...byPair].map(([pair, all]) => {
      const byNumber = Map.groupBy(all, ({ number }) => number);
      const inOrder = [...byNumber].toSorted(([a], [b]) => a - b);
      return [pair, inOrder.map(([, same]) => same.map(({ path }) => path))];
    }),
  );
}

/** An arrow from a node to itself is three pieces, named after the node. */
function loopOf<E extends Part<E>>(svg: E, id: string): readonly E[] {
  return [...svg.querySelectorAll("path[data-id]")].filter((path) =>
    path.getAttribute("data-id")?.startsWith(`${id}-cyclic-special-`),
  );
}

/**
 * Finds in a picture what it was drawn from. `svg` is mermaid's, with the ids as mermaid gives them. Throws a
 * `PictureError` that names all that is not there.
 */
export function readPicture<E extends Part<E>>(svg: E, drawing: Drawing): Picture<E> {
  const missing: string[] = [];
  const nodeElements = new Map(
    [...svg.querySelectorAll("g.node")].map((node) => [
      node.id.replace(`${svg.id}-flowchart-`, "").replace(/-\d+$/, ""),
      node,
    ]),
  );
  const laneElements = new Map(
    [...svg.querySelectorAll("g.cluster")].map((lane) => [lane.id.replace(`${svg.id}-`, ""), lane]),
  );
  const pick = (from: ReadonlyMap<string, E>, ids: Iterable<string>, what: string) =>
    new Map(
      [...ids].flatMap((id): [string, E][] => {
        const element = from.get(id);
        if (element === undefined) missing.push(`the ${what} \`${id}\``);
        return element === undefined ? [] : [[id, element]];
      }),
    );
  const nodes = pick(nodeElements, drawing.nodes.keys(), "node");
  const lanes = pick(laneElements, drawing.lanes, "lane");
  const labels = new Map(
    [...svg.querySelectorAll(".edgeLabel [data-id]")].map((label) => [label.getAttribute("data-id"), label]),
  );
  const pairs = pathsByPair(svg);
  const seen = new Map<string, number>();
  const edges = drawing.edges.flatMap(({ source, target, places }): PictureEdge<E>[] => {
    const pair = `${source}_${target}`;
    const nth = seen.get(pair) ?? 0;
    seen.set(pair, nth + 1);
    const paths = pairs.get(pair)?.[nth] ?? (source === target ? loopOf(svg, source) : []);
    if (paths.length === 0) missing.push(`the edge ${nth + 1} from \`${source}\` to \`${target}\``);
    const label = labels.get(paths[0]?.getAttribute("data-id") ?? "") ?? null;
    return [{ paths, label, places, source, target }];
  });
  if (missing.length > 0) throw new PictureError(missing);
  return { nodes, lanes, edges };
}
