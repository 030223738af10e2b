import type { GraphView } from "../../../src/server/api-schemas.ts";

/** Finds edges of the diagram by what a run tells of them. */
export interface EdgePlaces {
  /** Place in `GraphView.edges`; -1 when the diagram has no such edge. */
  find(source: string, target: string, label: string | null): number;
  /** Whether several edges lead to the node, so that branches meet there. */
  joins(node: string): boolean;
}

const places = new WeakMap<GraphView, EdgePlaces>();

/** The edges of a graph, looked up once. */
export function edgePlaces(graph: GraphView): EdgePlaces {
  const known = places.get(graph);
  if (known !== undefined) return known;
  const byEnds = new Map<string, number[]>();
  const degree = new Map<string, number>();
  for (const [place, { source, target }] of graph.edges.entries()) {
    const ends = `${source}\n${target}`;
    byEnds.set(ends, [...(byEnds.get(ends) ?? []), place]);
    degree.set(target, (degree.get(target) ?? 0) + 1);
  }
  const made: EdgePlaces = {
    find(source, target, label) {
      const found = byEnds.get(`${source}\n${target}`) ?? [];
      return found.find((place) => graph.edges[place]?.label === label) ?? -1;
    },
    // A node that the diagram has no longer joined or not; most did not wait for anybody.
    joins: (node) => (degree.get(node) ?? 2) > 1,
  };
  places.set(graph, made);
  return made;
}
