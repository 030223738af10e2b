import type { Trail, TrailVisit } from "./trail.ts";

/**
 * Keeps the last telling of each visit. The same line twice is a log given twice; another one is told again by a run
 * that was resumed, or by a second run that has the same id.
 */
export function latestTold(told: readonly TrailVisit[]): Pick<Trail, "visits" | "retold"> {
  const last = new Map(told.map((visit, at) => [`${visit.node}#${visit.visit}`, at]));
  const texts = new Map<number, string>();
  const textAt = (at: number): string => {
    const known = texts.get(at) ?? JSON.stringify(told[at]);
    texts.set(at, known);
    return known;
  };
  const visits: TrailVisit[] = [];
  const retold: TrailVisit[] = [];
  for (const [at, visit] of told.entries()) {
    const final = last.get(`${visit.node}#${visit.visit}`) ?? at;
    if (final === at) visits.push(visit);
    else if (textAt(at) !== textAt(final)) retold.push(visit);
  }
  return { visits, retold };
}
