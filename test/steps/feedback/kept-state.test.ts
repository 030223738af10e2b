import { expect, it } from "vitest";

import { keptKeys } from "#rag/feedback/kept-runs.ts";

import { findLayout } from "../../../src/project/layout.ts";
import { handlerFiles } from "../../../src/project/handler-files.ts";
import { importSteps, isStep } from "../../../src/project/step-modules.ts";
import { project } from "../support/project.ts";

const lanes = ["feedback", "curation"];

it("keeps of a finished run every key that its feedback reads and does not write itself", async () => {
  const layout = await findLayout(process.cwd());
  const files = handlerFiles(layout.steps, [layout.state, layout.environment]);
  const wanted = files.filter(({ path }) => lanes.some((lane) => path.includes(`/steps/${lane}/`)));
  const { modules } = await importSteps(
    wanted,
    () => true,
    (path) => path,
  );
  const steps = modules.map((one) => one.exported).filter(isStep);
  const drawn = project.graph.nodes.filter(({ lane }) => lanes.includes(lane ?? "")).map(({ id }) => id);
  expect(steps.map(({ node }) => node).toSorted()).toEqual(drawn.toSorted());
  const written = new Set(steps.flatMap(({ writes }) => writes));
  const read = new Set(steps.flatMap(({ reads, optional }) => [...reads, ...Object.keys(optional)]));
  // What the feedback brings itself, what another lane's rules propose, and the time of a run that is over.
  const elsewhere = ["validated_request", "golden_proposals", "processing_started_at"];
  const needed = [...read].filter((key) => !written.has(key) && !elsewhere.includes(key));
  expect(needed.filter((key) => !(keptKeys as readonly string[]).includes(key))).toEqual([]);
  expect(keptKeys.filter((key) => key !== "request_id" && !needed.includes(key))).toEqual([]);
});
