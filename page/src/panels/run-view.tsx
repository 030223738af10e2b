import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import { compareRuns, paintOfBoth } from "../model/compare-runs.ts";
import { paintOfRun } from "../model/run-paint.ts";
import { diagram, graph, paint, view } from "../page-state.ts";
import { Compare } from "./compare.tsx";
import { Frames } from "./frames.tsx";
import { RunHeader } from "./run-header.tsx";
import { RunLog } from "./run-log.tsx";
import { goTo, position } from "./run-position.ts";
import { usePath } from "./run-path.ts";
import { beside, opened, useRun } from "./run-session.ts";
import { RunState } from "./run-state.tsx";
import { StepControls } from "./step-controls.tsx";
import { Tabs } from "./tabs.tsx";
import { Timeline } from "./timeline.tsx";
import "./run-view.css";

const tabs = [
  { id: "timeline", title: "Timeline" },
  { id: "frames", title: "Frames" },
  { id: "log", title: "Log" },
  { id: "state", title: "State" },
  { id: "compare", title: "Compare" },
] as const;

type TabId = (typeof tabs)[number]["id"];

const tab = signal<TabId>("timeline");

/** Draws the run over the diagram, or two beside each other. */
function usePaint(): void {
  const graphNow = graph.value;
  const model = opened.value?.model ?? null;
  const other = beside.value?.model ?? null;
  const upTo = position.value;
  const drawn = useMemo(() => {
    if (graphNow === null || model === null) return null;
    return other === null
      ? paintOfRun(model, graphNow, upTo)
      : paintOfBoth(compareRuns(model, other), graphNow);
  }, [graphNow, model, other, upTo]);
  useLayoutEffect(() => {
    paint.value = drawn;
  }, [drawn]);
  useLayoutEffect(() => () => void (paint.value = null), []);
}

/** An address that names a visit shows its step, once the run is there. */
function useAddressedStep(): void {
  const run = opened.value;
  const isThere = position.value !== null;
  // Before it is painted: whoever sees the place may press a key, which must not be undone.
  useLayoutEffect(() => {
    if (isThere) goTo(position.value);
  }, [isThere, run?.id]);
}

/**
 * Makes a run readable where the address names no visit: what went wrong comes into view, which is what failed, else the
 * step that refused; else where it began, if the diagram is too small to be read.
 */
function useReadable(): void {
  const run = opened.value;
  const drawn = diagram.value;
  const model = run?.state === "ended" ? run.model : null;
  useEffect(() => {
    if (model === null || drawn === null || position.value !== null) return;
    const errors = new Set(graph.value?.nodes.filter(({ kind }) => kind === "error").map(({ id }) => id));
    const failed = model.visits.findLast(({ status }) => status === "failed");
    const wrong = failed ?? model.visits.findLast(({ node }) => errors.has(node));
    const first = model.visits[0];
    if (wrong !== undefined) drawn.show(wrong.node);
    else if (first !== undefined) drawn.makeLegible(first.node);
  }, [model, drawn]);
}

/** The run of the view: how it went, step by step. */
export function RunView() {
  const now = view.value;
  const other = now.kind === "run" ? now.beside : null;
  useRun("id");
  useRun("beside");
  usePaint();
  useAddressedStep();
  usePath();
  useReadable();
  useEffect(() => {
    if (other !== null) tab.value = "compare";
  }, [other]);
  const run = opened.value;
  if (run === null || run.state === "loading")
    return (
      <p class="run-view-none" role="status">
        The run is being loaded.
      </p>
    );
  if (run.state === "missing")
    return (
      <p class="run-view-none" role="alert">
        There is no run <code>{run.id}</code> here, or it is not yours to see.
      </p>
    );
  const { model } = run;
  if (model === null)
    return (
      <p class="run-view-none" role="alert">
        {run.trouble}
      </p>
    );
  return (
    <section class="run-view" aria-label="Run">
      <RunHeader run={run} />
      <StepControls />
      <Tabs name="run" tabs={tabs} current={tab.value} onPick={(id) => (tab.value = id)}>
        {tab.value === "timeline" && <Timeline model={model} />}
        {tab.value === "frames" && <Frames model={model} />}
        {tab.value === "log" && <RunLog model={model} />}
        {tab.value === "state" && <RunState model={model} />}
        {tab.value === "compare" && <Compare model={model} />}
      </Tabs>
    </section>
  );
}
