import { computed, signal } from "@preact/signals";
import { hashOf } from "../address.ts";
import { followAddress, openView } from "../follow-address.ts";
import type { Visit } from "../model/run-model.ts";
import { diagram, selected, view } from "../page-state.ts";
import type { View } from "../page-state.ts";
import { opened } from "./run-session.ts";

/** How often faster than it was a run is played. */
export const speeds = [0.1, 1, 10] as const;
export const speed = signal<number>(1);
export const playing = signal(false);

/** The least time that a step is shown while a run is played, in milliseconds. */
const leastShownMs = 40;

/** The place that is stood at; null: the end, wherever that is by now. */
export const position = computed((): number | null => {
  const now = view.value;
  const count = opened.value?.model?.visits.length ?? 0;
  return now.kind !== "run" || now.visit === null || now.visit >= count ? null : now.visit;
});

/** The visit that is stood at; at the end the one that began last. */
export const visitHere = computed((): Visit | null => {
  const visits = opened.value?.model?.visits ?? [];
  return visits[position.value ?? visits.length - 1] ?? null;
});

const roomForCard = matchMedia("(min-width: 1100px)");

/** Changes the view and its address without a new place in the browser's history. */
function replaceView(next: View): void {
  try {
    history.replaceState(history.state, "", hashOf(next));
    view.value = next;
  } catch {
    // A browser may not let a saved file change its address without going there.
    openView(next);
  }
}

/** Stands at a visit and shows its step; null: at the end. */
export function goTo(visit: number | null): void {
  followAddress();
  const now = view.value;
  if (now.kind !== "run") return;
  replaceView({ ...now, visit });
  const node = visitHere.value?.node;
  if (node === undefined) return;
  diagram.value?.show(node);
  // Where one place is shown at a time, the card would take the place of what one steps with.
  if (roomForCard.matches) selected.value = node;
}

/** Goes so many visits on; over the last one is the end. */
export function stepBy(by: number): void {
  followAddress();
  const count = opened.value?.model?.visits.length ?? 0;
  if (count === 0) return;
  const here = position.value ?? count - 1;
  goTo(Math.min(Math.max(here + by, 0), count - 1));
}

/** Begins or stops playing. From the end it begins at the start. */
export function togglePlay(): void {
  playing.value = !playing.value;
  const count = opened.value?.model?.visits.length ?? 0;
  if (playing.value && (position.value ?? count - 1) >= count - 1) goTo(0);
}

/** How long the visit that is stood at is shown while playing, in milliseconds; null at the end. */
export function shownFor(): number | null {
  const visits = opened.value?.model?.visits ?? [];
  const here = visitHere.value;
  const next = here === null ? undefined : visits[here.index + 1];
  return here === null || next === undefined
    ? null
    : Math.max(leastShownMs, (next.start - here.start) / speed.value);
}

/** Compares the open run with another; null: no longer. */
export function compareWith(run: string | null): void {
  const now = view.value;
  if (now.kind === "run") openView({ ...now, beside: run });
}
