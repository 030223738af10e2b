import type { StepDeclaration } from "../definition/step.ts";
import type { TrailLinks } from "../runtime/trail-links.ts";
import type { Trail, TrailVisit } from "../runtime/trail.ts";

/** Who may have written what a key held at a place of a run. Numbers are places in `Trail.visits`. */
export interface Writers {
  /** The latest that wrote the key: several where branches that both wrote it met. */
  readonly sure: readonly number[];
  /** The latest that declare to write it, where the record does not say what a step wrote. */
  readonly perhaps: readonly number[];
  /** Earlier ones, which are the writers if none of `perhaps` is. */
  readonly earlier: readonly number[];
}

/** Whether a visit wrote a key; `perhaps` when only its declaration is known. */
function writes(
  visit: TrailVisit,
  declared: StepDeclaration | undefined,
  key: string,
): "yes" | "no" | "perhaps" {
  if (visit.wrote !== null) return visit.wrote.includes(key) ? "yes" : "no";
  if (visit.stage === "skipped") return "no";
  // Before an `error` edge is taken, the engine writes which step failed, and the step's own patch is lost.
  if (visit.stage === "failed") return key === "step_error" && visit.edges.length > 0 ? "yes" : "no";
  return declared?.writes.includes(key) === true ? "perhaps" : "no";
}

function pastOf(links: TrailLinks, places: readonly number[]): ReadonlySet<number> {
  const past = new Set<number>();
  const open = [...places];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (past.has(at)) continue;
    past.add(at);
    open.push(...(links.from[at] ?? []));
  }
  return past;
}

/** Leaves out whatever another one came after. */
function latest(links: TrailLinks, places: readonly number[]): readonly number[] {
  return places.filter(
    (at) => !places.some((other) => other !== at && pastOf(links, links.from[other] ?? []).has(at)),
  );
}

/** Looks back from visits, themselves included, for those that wrote a key. */
export function writersBefore(
  { visits }: Pick<Trail, "visits">,
  links: TrailLinks,
  declarations: ReadonlyMap<string, StepDeclaration>,
  from: readonly number[],
  key: string,
): Writers {
  const told = (at: number): "yes" | "no" | "perhaps" => {
    const visit = visits[at];
    return visit === undefined ? "no" : writes(visit, declarations.get(visit.node), key);
  };
  const past = [...pastOf(links, from)].toSorted((a, b) => a - b);
  const candidates = past.filter((at) => told(at) !== "no");
  const last = latest(links, candidates);
  const perhaps = last.filter((at) => told(at) === "perhaps");
  return {
    sure: last.filter((at) => told(at) === "yes"),
    perhaps,
    earlier: perhaps.length === 0 ? [] : candidates.filter((at) => !last.includes(at)),
  };
}
