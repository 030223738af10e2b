import { z } from "zod";
import type { NewEvent } from "./run-store.ts";

/** What is counted of a node. */
export interface NodeCount {
  /** One a visit that has ended. */
  readonly ms: number[];
  readonly outcomes: Map<string, number>;
  errors: number;
  retries: number;
}

export interface EdgeCount {
  readonly source: string;
  readonly target: string;
  readonly label: string | null;
  count: number;
}

const count = z.number();
/** As short as it can be: it is kept beside every run. */
const walk = z.object({
  nodes: z.array(z.tuple([z.string(), z.array(count), z.array(z.tuple([z.string(), count])), count, count])),
  edges: z.array(z.tuple([z.string(), z.string(), z.string().nullable(), count])),
});

type Counted = Extract<
  NewEvent,
  { readonly type: "step-completed" | "step-failed" | "step-retry" | "edge-taken" }
>;

/** Whether an event tells where a run went. */
export function isCounted(event: NewEvent): event is Counted {
  return ["step-completed", "step-failed", "step-retry", "edge-taken"].includes(event.type);
}

/** Counts where runs went: of one as its events come, of many by adding what was kept of each. */
export class WalkCount {
  readonly nodes = new Map<string, NodeCount>();
  readonly edges = new Map<string, EdgeCount>();

  event(event: NewEvent): void {
    if (!isCounted(event)) return;
    if (event.type === "edge-taken") {
      this.edge(event.source, event.target, event.label, 1);
      return;
    }
    const node = this.node(event.node);
    if (event.type === "step-retry") {
      node.retries++;
      return;
    }
    node.ms.push(Math.round(event.latency_ms * 1000) / 1000);
    if (event.type === "step-failed") node.errors++;
    else for (const outcome of [event.outcome ?? []].flat()) this.outcome(event.node, outcome, 1);
  }

  /** Adds what another gave as text; nothing for an empty one. */
  add(text: string): void {
    if (text === "") return;
    const { nodes, edges } = walk.parse(JSON.parse(text));
    for (const [id, ms, outcomes, errors, retries] of nodes) {
      const node = this.node(id);
      node.ms.push(...ms);
      node.errors += errors;
      node.retries += retries;
      for (const [outcome, times] of outcomes) this.outcome(id, outcome, times);
    }
    for (const [source, target, label, times] of edges) this.edge(source, target, label, times);
  }

  text(): string {
    const counted: z.infer<typeof walk> = {
      nodes: [...this.nodes].map(([id, { ms, outcomes, errors, retries }]) => [
        id,
        ms,
        [...outcomes],
        errors,
        retries,
      ]),
      edges: [...this.edges.values()].map(({ source, target, label, count: times }) => [
        source,
        target,
        label,
        times,
      ]),
    };
    return JSON.stringify(counted);
  }

  private outcome(id: string, outcome: string, times: number): void {
    const { outcomes } = this.node(id);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + times);
  }

  private node(id: string): NodeCount {
    const known = this.nodes.get(id);
    if (known !== undefined) return known;
    const fresh = { ms: [], outcomes: new Map<string, number>(), errors: 0, retries: 0 };
    this.nodes.set(id, fresh);
    return fresh;
  }

  private edge(source: string, target: string, label: string | null, times: number): void {
    const key = JSON.stringify([source, target, label]);
    const known = this.edges.get(key);
    if (known === undefined) this.edges.set(key, { source, target, label, count: times });
    else known.count += times;
  }
}
