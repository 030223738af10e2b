import { computed, signal } from "@preact/signals";
import type { ReadonlySignal, Signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { GraphView } from "../../../src/server/api-schemas.ts";
import { inWords } from "../data/source-error.ts";
import type { PageSource } from "../data/page-source.ts";
import { RunModelBuilder } from "../model/run-model-builder.ts";
import type { RunModel } from "../model/run-model.ts";
import { graph, source, view } from "../page-state.ts";

/** A run that is looked at, as far as it has come. */
export interface OpenedRun {
  readonly id: string;
  /** Null until the first of it is there. */
  readonly model: RunModel | null;
  /** `missing`: there is none of this id, or it may not be seen. */
  readonly state: "loading" | "live" | "ended" | "missing" | "trouble";
  /** What kept it from being told further, in words. */
  readonly trouble: string | null;
}

/** Runs that are followed; for a moment they may be those of the view before. */
const followed = {
  id: signal<OpenedRun | null>(null),
  beside: signal<OpenedRun | null>(null),
} as const;
type Role = keyof typeof followed;

/** The id of the view's own run, or of the one that it is compared with. */
function idOfView(role: Role): string | null {
  return view.value.kind === "run" ? view.value[role] : null;
}

function ofView(role: Role): ReadonlySignal<OpenedRun | null> {
  return computed(() => {
    const run = followed[role].value;
    return run?.id === idOfView(role) ? run : null;
  });
}

/** The run of the view. */
export const opened = ofView("id");
/** The run that it is compared with. */
export const beside = ofView("beside");

/** Draws what has come once a frame, however much it was: a run tells thousands of events. */
async function follow(
  id: string,
  from: PageSource,
  diagram: GraphView,
  into: Signal<OpenedRun | null>,
  stopped: AbortSignal,
): Promise<void> {
  const tell = (told: Omit<OpenedRun, "id">): void => {
    if (!stopped.aborted) into.value = { id, ...told };
  };
  tell({ model: null, state: "loading", trouble: null });
  let builder: RunModelBuilder | null = null;
  let drawing: number | null = null;
  const draw = (state: OpenedRun["state"], trouble: string | null = null): void => {
    drawing = null;
    tell({ model: builder?.model() ?? null, state, trouble });
  };
  try {
    const run = await from.run(id);
    if (run === null) return draw("missing");
    const building = (builder = new RunModelBuilder(run, diagram));
    for await (const event of from.events(id, 0, stopped)) {
      building.add(event);
      drawing ??= requestAnimationFrame(() => draw("live"));
    }
    if (stopped.aborted) return;
    const ended = await from.run(id);
    if (ended !== null) building.told(ended);
    draw(ended?.status === "running" ? "live" : "ended");
  } catch (error) {
    draw("trouble", inWords(error));
  } finally {
    if (drawing !== null) cancelAnimationFrame(drawing);
  }
}

/** Follows a run of the view for as long as the component is there. */
export function useRun(role: Role): void {
  const id = idOfView(role);
  const from = source.value;
  const diagram = graph.value;
  useLayoutEffect(() => {
    if (id === null || from === null || diagram === null) return undefined;
    const stop = new AbortController();
    const into = followed[role];
    void follow(id, from, diagram, into, stop.signal);
    return () => {
      stop.abort();
      into.value = null;
    };
  }, [id, from, diagram, role]);
}
