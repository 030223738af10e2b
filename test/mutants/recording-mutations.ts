import { isDeclared } from "../../src/project/step-modules.ts";
import type { RecordedRuns } from "../../src/project/load-runs.ts";
import type { RecordedStep } from "../../src/recording/recording.ts";
import { takenEdges } from "../../src/recording/taken-edges.ts";
import type { GraphEdge } from "../../src/graph/graph.ts";
import { withStep } from "./base.ts";
import type { Base, Change } from "./base.ts";
import { nameOf } from "./diagram-places.ts";
import type { Mutant, Mutation } from "./mutation.ts";

const noRuns: RecordedRuns = { recordings: [], attrs: null };
const runsOf = ({ facts }: Base): RecordedRuns => facts.runs ?? noRuns;

/** The recordings with every visit changed; null takes it out. */
function withSteps(base: Base, change: (step: RecordedStep) => RecordedStep | null): Change {
  const runs = runsOf(base);
  const recordings = runs.recordings.map((recording) => ({
    ...recording,
    path: recording.path.flatMap((step) => change(step) ?? []),
  }));
  return { runs: { ...runs, recordings } };
}

function takes({ graph }: Base, { source, target, label, kind }: GraphEdge, step: RecordedStep): boolean {
  if (graph.nodes[source]?.id !== step.node || !step.next.includes(graph.nodes[target]?.id ?? ""))
    return false;
  if (kind === "error") return step.outcome === "error";
  return label === null ? step.outcome !== "error" : [step.outcome].flat().includes(label);
}

/** Takes an edge out of all recordings. */
function forgotten(wanted: (edge: GraphEdge, base: Base) => boolean): Mutation["places"] {
  return (base) =>
    base.graph.edges
      .filter((edge) => wanted(edge, base))
      .map((edge) => ({
        at: nameOf(base, edge),
        change: withSteps(base, (step) => (takes(base, edge, step) ? null : step)),
      }));
}

const isBranch = ({ source }: GraphEdge, { graph }: Base): boolean =>
  graph.nodes[source]?.kind === "decision";

/** The recordings that alone take some edge. */
function neededRecordings(base: Base): readonly string[] {
  const { byEdge } = takenEdges(base.graph, runsOf(base).recordings);
  return [...new Set([...byEdge.values()].flatMap((names) => (names.length === 1 ? names : [])))];
}

/** A change of what one step logged in the recorded runs. */
function logged(change: (names: readonly string[]) => readonly string[] | null): Mutation["places"] {
  return (base) => {
    const { attrs, recordings } = runsOf(base);
    return [...(attrs?.byNode ?? [])].flatMap(([node, names]): readonly Mutant[] => {
      const now = change(names);
      if (now === null || attrs === null) return [];
      const byNode = new Map([...attrs.byNode, [node, now] as const]);
      return [{ at: node, change: { runs: { recordings, attrs: { ...attrs, byNode } } } }];
    });
  };
}

export const recordingMutations: readonly Mutation[] = [
  {
    kind: "forget a branch in all recordings",
    caughtBy: ["outcome-not-recorded"],
    places: forgotten(isBranch),
  },
  {
    kind: "forget an edge in all recordings",
    caughtBy: ["edge-not-recorded"],
    places: forgotten((edge, base) => !isBranch(edge, base)),
  },
  {
    kind: "delete a recording that alone takes an edge",
    caughtBy: ["outcome-not-recorded", "edge-not-recorded"],
    places: (base) =>
      neededRecordings(base).map((name) => {
        const runs = runsOf(base);
        return {
          at: name,
          change: {
            runs: { ...runs, recordings: runs.recordings.filter((recording) => recording.name !== name) },
          },
        };
      }),
  },
  {
    kind: "record a step under a name that is not drawn",
    caughtBy: ["recording-stale"],
    places: (base) =>
      base.graph.nodes.map(({ id }) => ({
        at: id,
        change: withSteps(base, (step) => (step.node === id ? { ...step, node: `${id}Before` } : step)),
      })),
  },
  {
    kind: "record a way that is not drawn",
    caughtBy: ["recording-stale"],
    places: (base) =>
      base.graph.edges.map((edge) => ({
        at: nameOf(base, edge),
        change: withSteps(base, (step) => (takes(base, edge, step) ? { ...step, next: ["Start"] } : step)),
      })),
  },
  {
    kind: "record an outcome that is not drawn",
    caughtBy: ["recording-stale"],
    places: (base) =>
      base.graph.edges
        .filter((edge) => isBranch(edge, base))
        .map((edge) => ({
          at: nameOf(base, edge),
          change: withSteps(base, (step) =>
            takes(base, edge, step) ? { ...step, outcome: "Perhaps" } : step,
          ),
        })),
  },
  {
    kind: "forget an attribute that was logged",
    caughtBy: ["attrs-differ-from-runs"],
    places: logged((names) => (names.length === 0 ? null : names.slice(1))),
  },
  {
    kind: "log an attribute that is not declared",
    caughtBy: ["attrs-differ-from-runs"],
    places: logged((names) => [...names, "unheard_of"]),
  },
  {
    kind: "declare an attribute that no recorded run logged",
    caughtBy: ["attrs-differ-from-runs"],
    places: (base) =>
      base.code.modules.flatMap(({ exported }) => {
        if (!isDeclared(exported) || runsOf(base).attrs?.byNode.has(exported.node) !== true) return [];
        const attrs = [...exported.attrs, "unheard_of"];
        return [{ at: exported.node, change: { modules: withStep(base, exported.node, { attrs }) } }];
      }),
  },
];
