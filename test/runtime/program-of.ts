import { createHash } from "node:crypto";
import { engineKeys } from "../../src/runtime/engine-keys.ts";
import { key, type StateDefinition } from "../../src/definition/state.ts";
import type { StepDefinition } from "../../src/definition/step.ts";
import type { Access, Graph, GraphEdge, GraphNode, NodeKind } from "../../src/graph/graph.ts";
import type { Program } from "../../src/graph/program.ts";
import type { RegistryEntry } from "../../src/registry/entry.ts";
import { z } from "zod";

/** What a test's handler may do with its context; the runner's own types are checked elsewhere. */
export interface TestContext {
  readonly state: Readonly<Record<string, unknown>>;
  readonly stores: Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>>;
  readonly services: unknown;
  readonly run: { id: string; node: string; step: number | null; visit: number; attempt: number };
  readonly signal: AbortSignal;
  readonly clock: {
    now(): number;
    monotonic(): number;
    sleep(ms: number, signal?: AbortSignal): Promise<void>;
  };
  readonly ids: { next(prefix: string): string };
  readonly random: () => number;
  readonly log: (attrs: Record<string, unknown>) => void;
  readonly emit: (type: string, data: unknown) => void;
}

export type TestHandler = (context: TestContext) => unknown;

export interface TestStep {
  readonly reads?: readonly string[];
  readonly optional?: Readonly<Record<string, string>>;
  readonly writes?: readonly string[];
  readonly attrs?: readonly string[];
  readonly pure?: boolean;
  readonly run: TestHandler;
}

export interface TestProgram {
  /** `A -> B`, `A -yes-> B`, `A -error-> B`; several in one string with commas. The order is that of the diagram. */
  readonly edges: string;
  /** Handlers, or steps where declarations matter. A node without one does nothing; null is a planned step. */
  readonly steps?: Readonly<Record<string, TestHandler | TestStep | null>>;
  readonly state?: StateDefinition;
  readonly policy?: Readonly<Record<string, Partial<RegistryEntry>>>;
  readonly stores?: Readonly<Record<string, Readonly<Record<string, Access>>>>;
}

const nowhere = { start: 0, end: 0 };

function kindOf(id: string, out: readonly GraphEdge[]): NodeKind {
  if (out.some((edge) => edge.label !== null)) return "decision";
  if (/^(Start|End)/.test(id)) return "startEnd";
  return id.startsWith("Error") ? "error" : "process";
}

interface MutableNode extends Omit<GraphNode, "out" | "in"> {
  out: GraphEdge[];
  in: GraphEdge[];
}

function entryOf(id: string, index: number, kind: NodeKind, policy: Partial<RegistryEntry>): RegistryEntry {
  return {
    step: index + 1,
    id: `test.${id.toLowerCase()}`,
    node_id: id,
    node_label: `Label of ${id}`,
    type: kind,
    category: "test",
    nodes: [id],
    code_owner: undefined,
    status: { kind: "active" },
    timeout_ms: undefined,
    retry: undefined,
    max_visits: undefined,
    flag: undefined,
    flag_default: undefined,
    idempotent: undefined,
    span: nowhere,
    fieldSpans: {},
    ...policy,
  };
}

/** A graph in one line, for tests of the runner alone: nodes in the order of first mention, kinds by name (`Start…`, `End…`, `Error…`) and labels. */
export function graphOf(
  text: string,
  policy: TestProgram["policy"] = {},
  wiring: TestProgram["stores"] = {},
): Graph {
  const indexOf = new Map<string, number>();
  const ids: string[] = [];
  const indexed = (id: string): number => {
    const known = indexOf.get(id);
    if (known !== undefined) return known;
    indexOf.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const edges: GraphEdge[] = [];
  for (const part of text
    .split(",")
    .map((edge) => edge.trim())
    .filter(Boolean)) {
    const ends = part.split(/\s+-(?:([^>]*)-)?>\s+/);
    if (ends.length === 1) indexed(part);
    for (let i = 0; i + 2 < ends.length; i += 2) {
      const [from = "", label, to = ""] = ends.slice(i, i + 3);
      const [source, target] = [indexed(from), indexed(to)];
      const drawn = {
        source: from,
        target: to,
        stroke: "normal" as const,
        startArrow: "none" as const,
        endArrow: "point" as const,
        length: 1,
        span: nowhere,
        sourceSpan: nowhere,
        targetSpan: nowhere,
      };
      const kind = label === "error" ? "error" : "control";
      edges.push({
        index: edges.length,
        source,
        target,
        label: kind === "error" ? null : (label ?? null),
        kind,
        drawn,
      });
    }
  }
  const nodes = ids.map((id, index): MutableNode => {
    const out = edges.filter((edge) => edge.source === index && edge.kind === "control");
    const kind = kindOf(id, out);
    return {
      index,
      id,
      kind,
      label: `Label of ${id}`,
      lane: null,
      entry: entryOf(id, index, kind, policy[id] ?? {}),
      out,
      errorEdge: edges.find((edge) => edge.source === index && edge.kind === "error") ?? null,
      in: edges.filter((edge) => edge.target === index),
      outcomes: [...new Set(out.flatMap((edge) => (edge.label === null ? [] : [edge.label])))],
      stores: Object.entries(wiring[id] ?? {}).map(([store, access]) => ({ store, access, spans: [] })),
      span: nowhere,
    };
  });
  const stores = new Set(Object.values(wiring).flatMap((wired) => Object.keys(wired)));
  return {
    diagram: { path: "test.mmd", text },
    flowchart: {
      direction: "TB",
      vertices: new Map(),
      edges: edges.map((edge) => edge.drawn),
      subgraphs: [],
      classDefs: new Map(),
      comments: [],
    },
    registry: null,
    nodes,
    indexOf,
    edges,
    stores: new Map(
      [...stores].map((id) => [id, { id, label: id, lane: null, readers: [], writers: [], span: nowhere }]),
    ),
    entries: nodes
      .filter((node) => node.kind === "startEnd" && node.in.length === 0)
      .map((node) => node.index),
    lanes: [],
    hash: createHash("sha256").update(text).digest("hex"),
  };
}

/** Keys that most tests get by with. */
export const testState = {
  ...engineKeys,
  a: key(z.number(), { input: "optional" }),
  b: key(z.number(), { input: "optional" }),
  c: key(z.number()),
  list: key(z.array(z.string()), { merge: "append", input: "optional" }),
} satisfies StateDefinition;

/** A program for tests; a handler without declarations may read and write every key. */
export function programOf(test: TestProgram): Program {
  const graph = graphOf(test.edges, test.policy, test.stores);
  const state: StateDefinition = test.state ?? testState;
  const everyKey = Object.keys(state);
  const steps = graph.nodes.map((node): StepDefinition | null => {
    const given = test.steps?.[node.id];
    if (given === null) return null;
    const step: TestStep =
      typeof given === "object"
        ? given
        : {
            optional: Object.fromEntries(everyKey.map((name) => [name, "fine"])),
            writes: everyKey,
            run: given ?? (() => undefined),
          };
    return {
      kind: "ragstep/step",
      node: node.id,
      reads: step.reads ?? [],
      optional: step.optional ?? {},
      writes: step.writes ?? [],
      attrs: step.attrs ?? [],
      outcomes: undefined,
      pure: step.pure ?? false,
      run: (context) => step.run(context),
    };
  });
  return { graph, state, steps };
}
