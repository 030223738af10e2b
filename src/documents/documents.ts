import type { DocumentFacts } from "./document-facts.ts";
import { noProse, readStepProse, stepPageName } from "./step-page.ts";
import { conformanceText } from "./conformance-text.ts";
import { keyNeighbours } from "./key-neighbours.ts";
import { lanePageText } from "./lane-page-text.ts";
import { pagesFrom } from "./pages.ts";
import { stepPageText } from "./step-page-text.ts";
import { recordedWays, stepRows } from "./step-row.ts";
import { stepsIndexText } from "./steps-index-text.ts";

/** A page of the documentation; `path` is relative to the project. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/**
 * The documents of a project's steps: a page for each step of the registry, their index, a page for each lane, and the
 * dashboard. What people wrote on the pages that are there is kept. The same project gives the same texts; empty
 * without a registry or a diagram.
 */
export function documents(facts: DocumentFacts): readonly Document[] {
  const { graph, code, docs, places } = facts;
  const rows = stepRows(facts);
  if (graph === null || rows.length === 0) return [];
  const rowsOf = Map.groupBy(rows, ({ node }) => node?.lane ?? null);
  const before = new Map(docs?.pages.map(({ file }) => [file.path, file.text]));
  const inSteps = pagesFrom(facts, `${places.docs}/steps`);
  const inLanes = pagesFrom(facts, `${places.docs}/lanes`);
  const inDocs = pagesFrom(facts, places.docs);
  const context = {
    graph,
    neighbours: keyNeighbours(graph, code?.steps ?? []),
    pages: inSteps,
    taken: recordedWays(facts),
    times: facts.times,
  };
  return [
    ...rows.map((row) => {
      const path = `${inSteps.steps}/${stepPageName(row.entry)}`;
      const old = before.get(path);
      return { path, text: stepPageText(context, row, old === undefined ? noProse : readStepProse(old)) };
    }),
    { path: inSteps.index, text: stepsIndexText(rows, inSteps) },
    ...graph.lanes.map(({ id, title }) => ({
      path: inLanes.lane(id),
      text: lanePageText(graph, { id, title: title.text }, rowsOf.get(id) ?? [], inLanes),
    })),
    { path: inDocs.conformance, text: conformanceText(graph, rows, context.taken, inDocs) },
  ];
}
