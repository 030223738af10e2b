import { z } from "zod";
import type { Json } from "../../definition/step.ts";
import type { StoredEvent } from "./run-store.ts";

/** How much is held. */
export interface ClearLimits {
  /** Runs, the ones begun last; 0 holds nothing. */
  readonly runs: number;
  /** Memory of all of them together. */
  readonly bytes: number;
}

interface Held {
  /** JSON by the event's number: costs what it is counted as, and changes no more. */
  readonly parts: Map<number, string>;
  bytes: number;
}

/** What an entry of a map takes beside its text. */
const entryBytes = 100;

const json: z.ZodType<Json> = z.json();
const values = z.record(z.string(), json);

/**
 * What events of the last runs say in clear, for those who may see personal data. In memory alone: nothing of it is
 * ever written, and what has left stays masked.
 */
export class ClearRuns {
  private readonly limits: ClearLimits;
  private readonly runs = new Map<string, Held>();
  private total = 0;

  constructor(limits: ClearLimits) {
    this.limits = limits;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.total;
  }

  /** Holds what comes of this run from now on. One that goes on is one of the last again. */
  begin(run_id: string): void {
    if (this.limits.runs === 0) return;
    const known = this.runs.get(run_id) ?? { parts: new Map<number, string>(), bytes: 0 };
    this.runs.delete(run_id);
    this.runs.set(run_id, known);
    if (this.runs.size > this.limits.runs) this.forgetOldest();
  }

  /** Whether anything of this run would be held. */
  holds(run_id: string): boolean {
    return this.runs.has(run_id);
  }

  /** Takes what event number `n` says: of a state JSON of the values, of a frame its text as JSON, of what was emitted the data. */
  hold(run_id: string, n: number, text: string): void {
    const run = this.runs.get(run_id);
    if (run === undefined) return;
    // A string takes two bytes a unit at most.
    const bytes = 2 * text.length + entryBytes;
    run.parts.set(n, text);
    run.bytes += bytes;
    this.total += bytes;
    while (this.total > this.limits.bytes) this.forgetOldest();
  }

  /** The event with what is still held of it. */
  shown(event: StoredEvent): StoredEvent {
    const text = this.runs.get(event.run_id)?.parts.get(event.n);
    if (text === undefined) return event;
    const held: unknown = JSON.parse(text);
    if (event.type === "frame") return { ...event, text: z.string().parse(held) };
    if (event.type === "emitted") return { ...event, data: held };
    if (event.type !== "state") return event;
    const clear = Object.entries(values.parse(held));
    const patch = clear.map(([name, value]) => [name, { kind: "value", value } as const]);
    return { ...event, patch: { ...event.patch, ...Object.fromEntries(patch) } };
  }

  private forgetOldest(): void {
    const [oldest] = this.runs;
    if (oldest === undefined) return;
    const [run_id, { bytes }] = oldest;
    this.runs.delete(run_id);
    this.total -= bytes;
  }
}
