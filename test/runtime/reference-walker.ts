import type { MergeRule, StateDefinition } from "../../src/definition/state.ts";
import type { Graph, GraphEdge } from "../../src/graph/graph.ts";

/** What a node of the reference does: given its state and the attempt, at once, without any engine around it. */
export type ReferenceStep = (
  state: Readonly<Record<string, unknown>>,
  attempt: number,
) => { readonly patch?: Record<string, unknown>; readonly outcome?: string | readonly string[] };

/** What a run did, told in a way that does not depend on which branch was faster. */
export interface ReferenceRun {
  readonly status: "completed" | "failed";
  readonly code: string | undefined;
  /** Every step with the state it saw, sorted. */
  readonly seen: readonly string[];
  /** The state at every node without a way on, sorted. */
  readonly ends: readonly string[];
}

/** One value of one key, with every write that lies behind it. */
interface Value {
  readonly id: number;
  readonly node: number;
  readonly value: unknown;
  readonly past: ReadonlySet<Value>;
}

interface Token {
  readonly at: number;
  readonly via: number;
  readonly id: readonly number[];
  readonly state: ReadonlyMap<string, Value>;
  readonly waiting: boolean;
}

class ReferenceFailure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Walks a graph by the book, as slowly as it likes: one move at a time, the whole state copied each time, every question
 * asked anew. The real runner must come to the same.
 */
export function referenceRun(
  graph: Graph,
  state: StateDefinition,
  steps: readonly ReferenceStep[],
  entry: number,
): ReferenceRun {
  const seen: string[] = [];
  const ends: string[] = [];
  const visits = graph.nodes.map(() => 0);
  let writes = 0;
  let tokens: readonly Token[] = [{ at: entry, via: -1, id: [], state: new Map(), waiting: false }];

  const canReach = (from: number, to: number): boolean => {
    const found = new Set<number>();
    const open = [from];
    while (open.length > 0) {
      const at = open.pop();
      for (const edge of graph.edges.filter((one) => one.source === at)) {
        if (found.has(edge.target)) continue;
        found.add(edge.target);
        open.push(edge.target);
      }
    }
    return found.has(to);
  };

  const write = (values: Map<string, Value>, node: number, patch: Record<string, unknown>): void => {
    for (const [name, value] of Object.entries(patch)) {
      const old = values.get(name);
      if (old !== undefined && Object.is(old.value, value)) continue;
      values.set(name, {
        id: ++writes,
        node,
        value,
        past: new Set(old === undefined ? [] : [...old.past, old]),
      });
    }
  };

  const mergeValues = (name: string, ours: Value, theirs: Value): Value => {
    const rule: MergeRule<unknown> | undefined = state[name]?.flags.merge;
    const past = new Set([...ours.past, ...theirs.past, ours, theirs]);
    if (rule === undefined) {
      if (!same(ours.value, theirs.value)) throw new ReferenceFailure("merge-conflict");
      return { id: ++writes, node: ours.node, value: ours.value, past };
    }
    const value = byRule(rule, baseOf(rule, ours, theirs), ours.value, theirs.value);
    return { id: ++writes, node: ours.node, value, past };
  };

  const merge = (ours: Token, theirs: Token): Token => {
    const merged = new Map(ours.state);
    for (const [name, their] of theirs.state) {
      const our = ours.state.get(name);
      if (our === undefined || their.past.has(our)) merged.set(name, their);
      else if (our !== their && !our.past.has(their)) merged.set(name, mergeValues(name, our, their));
    }
    return { ...ours, state: merged };
  };

  const place = (token: Token, edges: readonly GraphEdge[]): Token[] =>
    edges.map((edge) => ({
      ...token,
      at: edge.target,
      via: edge.index,
      id: edges.length > 1 ? [...token.id, edge.index] : token.id,
      waiting: graph.edges.filter((one) => one.target === edge.target).length > 1,
    }));

  const isBlocked = (token: Token): boolean =>
    tokens.some(
      (other) => other !== token && !(other.waiting && other.at === token.at) && canReach(other.at, token.at),
    );

  const letGo = (join: number): void => {
    const meeting = tokens
      .filter((token) => token.waiting && token.at === join)
      .toSorted((a, b) => a.via - b.via || compareIds(a.id, b.id));
    const [first, ...others] = meeting;
    if (first === undefined) throw new Error("Nobody waits here.");
    const merged = { ...others.reduce(merge, first), waiting: false };
    tokens = tokens.flatMap((token) => (token === first ? [merged] : others.includes(token) ? [] : [token]));
  };

  const take = (token: Token): void => {
    const node = graph.nodes[token.at];
    const step = steps[token.at];
    if (node === undefined || step === undefined) throw new Error("No such node.");
    const visit = (visits[token.at] ?? 0) + 1;
    visits[token.at] = visit;
    if (visit > (node.entry?.max_visits ?? 25)) throw new ReferenceFailure("max-visits-exceeded");
    const values = new Map(token.state);
    const before = plain(values);
    seen.push(`${node.id} ${JSON.stringify(before)}`);
    let edges: readonly GraphEdge[];
    try {
      const result = attempts(step, before, node.entry?.retry?.attempts ?? 1);
      write(values, token.at, result.patch ?? {});
      const chosen = typeof result.outcome === "string" ? [result.outcome] : result.outcome;
      edges = chosen === undefined ? node.out : node.out.filter((edge) => chosen.includes(edge.label ?? ""));
    } catch (error) {
      if (node.errorEdge === null) throw new ReferenceFailure("step-failed");
      const message = error instanceof Error ? error.message : "";
      write(values, token.at, {
        step_error: { code: "step-failed", message, node: node.id, step: node.entry?.step ?? null },
      });
      edges = [node.errorEdge];
    }
    if (edges.length === 0) ends.push(JSON.stringify(plain(values)));
    const next = place({ ...token, state: values }, edges);
    tokens = tokens.flatMap((one) => (one === token ? next : [one]));
  };

  try {
    while (tokens.length > 0) {
      const joins = [...new Set(tokens.filter((token) => token.waiting).map((token) => token.at))].toSorted(
        (a, b) => a - b,
      );
      const free = joins.find((join) =>
        tokens.every((token) => token.at !== join || !token.waiting || !isBlocked(token)),
      );
      const running = tokens.filter((token) => !token.waiting);
      if (free !== undefined) letGo(free);
      // The last one, where the real runner takes the first: it must not matter.
      else if (running.length > 0) take(running[running.length - 1] ?? never());
      else letGo(joins[0] ?? never());
    }
    return { status: "completed", code: undefined, seen: seen.toSorted(), ends: ends.toSorted() };
  } catch (error) {
    if (!(error instanceof ReferenceFailure)) throw error;
    return { status: "failed", code: error.code, seen: seen.toSorted(), ends: ends.toSorted() };
  }
}

function never(): never {
  throw new Error("An empty list has no such item.");
}

function attempts(
  step: ReferenceStep,
  state: Record<string, unknown>,
  allowed: number,
): ReturnType<ReferenceStep> {
  for (let attempt = 1; ; attempt++) {
    try {
      return step(state, attempt);
    } catch (error) {
      if (attempt >= allowed) throw error;
    }
  }
}

function plain(values: ReadonlyMap<string, Value>): Record<string, unknown> {
  const names = [...values.keys()].toSorted();
  return Object.fromEntries(names.map((name) => [name, values.get(name)?.value]));
}

function compareIds(a: readonly number[], b: readonly number[]): number {
  for (const [i, part] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    if (part !== other) return part - other;
  }
  return a.length - b.length;
}

function baseOf(rule: MergeRule<unknown>, ours: Value, theirs: Value): unknown {
  const common = [...ours.past].filter((value) => theirs.past.has(value));
  const latest = common
    .filter((value) => !common.some((other) => other.past.has(value)))
    .toSorted((a, b) => a.node - b.node || a.id - b.id);
  const [first, ...others] = latest;
  if (first === undefined) return undefined;
  return others.reduce(
    (value, other) => byRule(rule, baseOf(rule, first, other), value, other.value),
    first.value,
  );
}

function byRule(rule: MergeRule<unknown>, base: unknown, ours: unknown, theirs: unknown): unknown {
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  if (typeof rule === "function") return rule(ours, theirs);
  if (typeof rule === "object") {
    const all = [...list(ours), ...list(theirs)];
    const id = (item: unknown): string => JSON.stringify(Object(item)[rule.unionBy]);
    return all.filter((item, i) => all.findIndex((other) => id(other) === id(item)) === i);
  }
  if (rule === "append") {
    const before = list(base);
    const extended = same(list(theirs).slice(0, before.length), before);
    return [...list(ours), ...(extended ? list(theirs).slice(before.length) : list(theirs))];
  }
  if (rule === "union")
    return [...list(ours), ...list(theirs).filter((item) => !list(ours).some((one) => same(one, item)))];
  if (rule === "sum") return Number(ours) + Number(theirs) - Number(base ?? 0);
  return rule === "max" ? Math.max(Number(ours), Number(theirs)) : Math.min(Number(ours), Number(theirs));
}
