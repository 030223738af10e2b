import type { Trail } from "../runtime/trail.ts";

/** One row of the drawing: a visit with its place, or the lines of a fork or join between two rows. */
export interface RailRow {
  readonly rail: string;
  /** Place in `Trail.visits`; null between visits. */
  readonly visit: number | null;
}

/** The branches under way, a column each: the node that a branch goes to next, null for a free column. */
type Columns = (string | null)[];

function glyph({ stage, outcome }: Trail["visits"][number]): string {
  if (stage === "failed") return "✗";
  if (stage === "skipped") return "○";
  return outcome === null ? "●" : "◆";
}

function text(cells: readonly string[]): string {
  return cells.join("").trimEnd();
}

/** A row in which one column is joined with others right of it, by corners of the kind given. */
function connection(columns: Columns, at: number, others: readonly number[], corner: string, tee: string) {
  const last = Math.max(...others);
  return text(
    columns.flatMap((target, place) => {
      const line = place >= at && place < last ? "─" : " ";
      if (place === at) return ["├", line];
      if (others.includes(place)) return [place === last ? corner : tee, line];
      if (place > at && place < last) return [target === null ? "─" : "┼", line];
      return [target === null ? " " : "│", line];
    }),
  );
}

function freeColumn(columns: Columns, after: number): number {
  const found = columns.findIndex((target, place) => place > after && target === null);
  return found === -1 ? columns.length : found;
}

/**
 * Draws the branches of a run beside its visits: a column a branch, `├─┐` where the run forks and `├─┘` where it joins.
 * A visit takes up every branch that was on the way to its node.
 */
export function replayRails({ visits }: Pick<Trail, "visits">): readonly RailRow[] {
  const columns: Columns = [];
  const rows: RailRow[] = [];
  for (const [index, visit] of visits.entries()) {
    const came = columns.flatMap((target, place) => (target === visit.node ? [place] : []));
    const [at = freeColumn(columns, -1), ...merged] = came;
    if (merged.length > 0) rows.push({ rail: connection(columns, at, merged, "┘", "┴"), visit: null });
    for (const place of merged) columns[place] = null;
    columns[at] = visit.node;
    const cells = columns.map((target, place) => (place === at ? glyph(visit) : target === null ? " " : "│"));
    rows.push({ rail: cells.join(" ").trimEnd(), visit: index });
    const [first, ...others] = visit.edges;
    columns[at] = first?.target ?? null;
    const opened = others.map(({ target }) => {
      const place = freeColumn(columns, at);
      columns[place] = target;
      return place;
    });
    if (opened.length > 0) rows.push({ rail: connection(columns, at, opened, "┐", "┬"), visit: null });
    while (columns.at(-1) === null) columns.pop();
  }
  return rows;
}
