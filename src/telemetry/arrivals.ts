import type { Link, SpanContext } from "@opentelemetry/api";

/** Which spans led to the steps that come next, so that a step can link them. */
export class Arrivals {
  private readonly byNode = new Map<string, Link[]>();

  /** A step was left for `target`. */
  add(target: string, from: SpanContext, label: string | null): void {
    const link: Link =
      label === null ? { context: from } : { context: from, attributes: { "ragstep.edge.label": label } };
    const waiting = this.byNode.get(target);
    if (waiting === undefined) this.byNode.set(target, [link]);
    else waiting.push(link);
  }

  /** What led to the visit that begins: all branches that came where branches meet, else the one that came first. */
  take(node: string, joins: boolean): Link[] {
    const waiting = this.byNode.get(node);
    if (waiting === undefined) return [];
    if (!joins && waiting.length > 1) return waiting.splice(0, 1);
    this.byNode.delete(node);
    return waiting;
  }
}
