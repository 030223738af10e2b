import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { putAside } from "../diagram/fold-state.ts";
import { useKeys } from "../keys.ts";
import { diagram, graph } from "../page-state.ts";
import { visitHere } from "./run-position.ts";
import { beside, opened } from "./run-session.ts";

/** Whether the lanes that the run never entered are folded. */
export const pathAlone = signal(false);

/** Lanes without a step that the run, or the one that it is compared with, came to. */
function lanesNotEntered(): readonly string[] {
  const visits = [opened.value, beside.value].flatMap((run) => run?.model?.visits ?? []);
  const laneOf = new Map(graph.value?.nodes.map(({ id, lane }) => [id, lane]));
  const entered = new Set(visits.map(({ node }) => laneOf.get(node)));
  return (graph.value?.lanes ?? []).map(({ id }) => id).filter((id) => !entered.has(id));
}

/** Folds the lanes that the run never entered, or opens them again. */
export function togglePath(): void {
  pathAlone.value = !pathAlone.value;
}

/**
 * Keeps the lanes folded that the run of the view never entered, if one wants it so, from one run to the next; they open
 * when the view is left. What is in the middle stays there. Lanes that the reader folds or opens stay as the reader wants.
 */
export function usePath(): void {
  const alone = pathAlone.value;
  const ended = opened.value?.state === "ended" ? opened.value.id : null;
  const other = beside.value?.state === "ended" ? beside.value.id : null;
  useKeys([
    { keys: ["F"], does: "fold the lanes that the run never entered, or open them", act: togglePath },
  ]);
  useLayoutEffect(() => {
    if (!alone) putAside([]);
    // A run that is not there yet, or goes on, may enter any of them.
    else if (ended !== null) {
      putAside(lanesNotEntered());
      if (visitHere.value !== null) diagram.value?.makeLegible(visitHere.value.node);
    }
  }, [alone, ended, other]);
  useLayoutEffect(
    () => () => {
      pathAlone.value = false;
      putAside([]);
    },
    [],
  );
}
