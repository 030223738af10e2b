import type { Plugin } from "vite";

const dagreFile = /\/dagre-d3-es\/src\/dagre\/order\/build-layer-graph\.js$/;

const everyNode = "_.forEach(g.nodes(), function (v) {";
const nodesOfRank = "_.forEach(nodesAt(g, rank), function (v) {";

const indexed = `
var indexes = new WeakMap();
function nodesAt(g, rank) {
  var index = indexes.get(g);
  if (index === undefined) {
    index = new Map();
    indexes.set(g, index);
    for (const v of g.nodes()) {
      const { rank: own, minRank, maxRank } = g.node(v);
      const ranks = new Set(own === undefined ? [] : [own]);
      for (let at = minRank; at <= maxRank; at += 1) ranks.add(at);
      for (const at of ranks) {
        if (!index.has(at)) index.set(at, []);
        index.get(at).push(v);
      }
    }
  }
  return index.get(rank) ?? [];
}
`;

/**
 * Orders a picture's layers without looking at every node for each of them: dagre goes through all nodes once for each
 * rank, in both directions, a sixth of all time for a diagram of a hundred nodes. Here they are sorted by rank once,
 * in the same order; ranks stay as they are while layers are built. What is drawn stays the same.
 */
export function dagreLayers(): Plugin {
  let changed = false;
  return {
    name: "dagre-layers",
    enforce: "pre",
    transform: {
      filter: { id: dagreFile },
      handler(code) {
        changed ||= code.includes(everyNode);
        return { code: code.replace(everyNode, nodesOfRank) + indexed, map: null };
      },
    },
    buildEnd(error) {
      if (error === undefined && !changed)
        this.error("dagre's `buildLayerGraph` is no longer what `page/build/dagre-layers.ts` expects.");
    },
  };
}
