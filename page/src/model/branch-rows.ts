/** On its way over an edge to a node where nothing has begun yet. */
interface Arrival {
  readonly from: number;
  readonly row: number;
}

/**
 * Where the branches of a run are, found out event by event: which visits led to which, and which row of the timeline
 * each branch has. A branch keeps its row; a fork's further branches take the first rows that are free.
 */
export class BranchRows {
  /** Rows that were needed so far. */
  count = 0;
  private readonly taken = new Set<number>();
  private readonly arrivals = new Map<string, Arrival[]>();
  private readonly leaving = new Set<number>();

  /** A visit begins. `joins`: branches that came here meet; else each goes on alone. */
  begin(node: string, joins: boolean): { readonly parents: readonly number[]; readonly row: number } {
    const waiting = this.arrivals.get(node) ?? [];
    const come = waiting.splice(0, joins ? waiting.length : 1);
    if (come.length === 0) return { parents: [], row: this.free() };
    const row = Math.min(...come.map((arrival) => arrival.row));
    for (const other of come) if (other.row !== row) this.taken.delete(other.row);
    return { parents: come.map(({ from }) => from), row };
  }

  /** A visit ended; `goesOn`: edges will be told that leave it. */
  end(visit: number, row: number, goesOn: boolean): void {
    if (goesOn) this.leaving.add(visit);
    else this.taken.delete(row);
  }

  /** An edge is taken from a visit that has ended. */
  move(from: number, row: number, target: string): void {
    // The first branch stays in the row; the others begin rows.
    const own = this.leaving.delete(from) ? row : this.free();
    const waiting = this.arrivals.get(target);
    if (waiting === undefined) this.arrivals.set(target, [{ from, row: own }]);
    else waiting.push({ from, row: own });
  }

  /** The run begins, anew perhaps: nothing is on its way. */
  clear(): void {
    this.taken.clear();
    this.arrivals.clear();
    this.leaving.clear();
  }

  private free(): number {
    let row = 0;
    while (this.taken.has(row)) row++;
    this.taken.add(row);
    this.count = Math.max(this.count, row + 1);
    return row;
  }
}
