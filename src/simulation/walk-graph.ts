import type { Graph, GraphEdge } from "../graph/graph.ts";
import type { RunStatus } from "../runtime/events.ts";
import { createCountingIds } from "../runtime/ids.ts";
import type { PathEntry } from "../runtime/options.ts";
import { run } from "../runtime/run.ts";
import type { Choose } from "./stub-program.ts";
import { hasChoice, stubProgram } from "./stub-program.ts";

/** What a stub decided. */
export interface Choice {
  /** Node id. */
  readonly node: string;
  readonly visit: number;
  /** A label of the node; `error` for the failure of a process, null for its success. */
  readonly outcome: string | null;
}

/** One walk through a graph. */
export interface Walk {
  /** Node id. */
  readonly entry: string;
  readonly status: RunStatus;
  /** In the order in which they were made. */
  readonly choices: readonly Choice[];
  /** In the order of completion. */
  readonly path: readonly PathEntry[];
  /** Indices into `Graph.edges`, each once, in the order in which they were first taken. */
  readonly edges: readonly number[];
  /** Why the walk failed; null when it came to its ends. */
  readonly error: string | null;
}

function edgeKey(source: string, target: string, label: string | null): string {
  return `${source}\n${target}\n${label ?? ""}`;
}

/** Time stands still: stubs wait for nothing. */
const clock = { now: () => 0, monotonic: () => 0, sleep: async () => {} };

/**
 * Walks a graph once, from an entry to its ends, by the runner that runs it in earnest: forks and joins are its own.
 * `choose` is asked at each visit that has a choice, and told of what was taken through `onEdge`.
 */
export async function walkGraph(
  graph: Graph,
  entry: string,
  choose: Choose,
  onEdge: (edge: GraphEdge) => void = () => {},
): Promise<Walk> {
  const choices: Choice[] = [];
  const taken = new Set<number>();
  const byKey = new Map(
    graph.edges.map((edge) => {
      const [source, target] = [graph.nodes[edge.source]?.id ?? "", graph.nodes[edge.target]?.id ?? ""];
      return [edgeKey(source, target, edge.label), edge] as const;
    }),
  );
  const program = stubProgram(graph, (node, visit) => {
    const edge = choose(node, visit);
    if (hasChoice(node)) choices.push({ node: node.id, visit, outcome: edge.label });
    return edge;
  });
  const { status, path, error } = await run(
    program,
    {},
    {
      entry,
      runId: "simulation",
      clock,
      ids: createCountingIds(),
      flags: () => true,
      recordPath: true,
      onEvent(event) {
        if (event.type !== "edge-taken") return;
        const edge = byKey.get(edgeKey(event.source, event.target, event.label));
        if (edge === undefined) return;
        taken.add(edge.index);
        onEdge(edge);
      },
    },
  ).done;
  return { entry, status, choices, path, edges: [...taken], error: error?.message ?? null };
}
