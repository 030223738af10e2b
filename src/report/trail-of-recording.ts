import type { Graph } from "../graph/graph.ts";
import type { RecordedStep, Recording } from "../recording/recording.ts";
import type { Trail, TrailEdge } from "../runtime/trail.ts";

/** A recording names where a step went; the labels of the edges are what it decided, where the graph draws them so. */
function edgesOf({ node, next, outcome }: RecordedStep, graph: Graph | null): readonly TrailEdge[] {
  const decided = outcome === null ? [] : [outcome].flat();
  const [only = null, ...others] = decided;
  const drawn = graph?.nodes[graph.indexOf.get(node) ?? -1];
  return next.flatMap((target) => {
    const found = [...(drawn?.out ?? []), ...(drawn?.errorEdge ? [drawn.errorEdge] : [])].filter(
      (edge) =>
        graph?.nodes[edge.target]?.id === target &&
        (edge.label === null ? decided.length === 0 : decided.includes(edge.label)),
    );
    if (found.length > 0) return found.map(({ label }) => ({ target, label }));
    return [{ target, label: others.length > 0 ? null : only }];
  });
}

/** A run as its recording tells it. It has no times and no ids of its own, so it is called by the name of its file. */
export function trailOfRecording(recording: Recording, name: string, graph: Graph | null): Trail {
  const set = new Map(recording.changes.map((change) => [`${change.node}#${change.visit}`, change.set]));
  return {
    source: "recording",
    run_id: name,
    request_id: null,
    entry: recording.entry,
    graph_hash: null,
    started: null,
    input: recording.input,
    visits: recording.path.map((step) => {
      const { node, visit, errorCode } = step;
      const wrote = set.get(`${node}#${visit}`) ?? {};
      return {
        step: step.step,
        node,
        visit,
        stage: errorCode === null ? (step.skipped ? "skipped" : "completed") : "failed",
        outcome: step.outcome ?? (errorCode === null ? null : "error"),
        edges: edgesOf(step, graph),
        latency_ms: null,
        began: null,
        time: null,
        attrs: {},
        wrote: Object.keys(wrote),
        set: wrote,
        retries: [],
        error: errorCode === null ? null : { code: errorCode, message: null },
      };
    }),
    retold: [],
    begun: [],
    ended: { status: recording.status, latency_ms: null, error: null },
  };
}
