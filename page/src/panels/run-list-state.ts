import { batch, signal } from "@preact/signals";
import type { RunFilters } from "../data/run-query.ts";
import { queryText, readFilters } from "../data/run-query.ts";
import { countNew, withNewest, withOlder } from "../data/merge-runs.ts";
import type { ShownRuns } from "../data/merge-runs.ts";
import { counted } from "../data/times.ts";
import { SourceError } from "../data/source-error.ts";
import { source } from "../page-state.ts";

const pageLength = 50;

/** What the list is filtered by; the same as in the address. */
export const filters = signal<RunFilters>(readFilters(location.search));
export const shown = signal<ShownRuns>({ runs: [], next: null });
/** Why the list is not as new as it could be; null when it is. */
export const listTrouble = signal<unknown>(null);
/** Whether the list has been asked for with these filters. */
export const loaded = signal(false);
/** Said to who does not see the list change. */
export const announced = signal("");
/** When the list was last looked at, by which the times in it are told. */
export const lookedAt = signal(Date.now());

/** A later request makes what an earlier one brings worthless. */
let latest = 0;

/** Asks for the newest runs. */
export async function refresh(): Promise<void> {
  const from = source.value;
  if (from === null) return;
  const mine = ++latest;
  try {
    const page = await from.runs({ ...filters.value, limit: pageLength });
    if (mine !== latest) return;
    batch(() => {
      const before = shown.value;
      const first = !loaded.value;
      shown.value = first ? page : withNewest(before, page);
      const fresh = countNew(before.runs, shown.value.runs);
      if (first) announced.value = `${counted(page.runs.length, "run")} listed`;
      else if (fresh > 0) announced.value = counted(fresh, "new run");
      loaded.value = true;
      listTrouble.value = null;
      lookedAt.value = Date.now();
    });
  } catch (error) {
    if (mine === latest) listTrouble.value = error;
  }
}

/** Asks for the runs before the oldest that is shown. */
export async function showOlder(): Promise<void> {
  const { next } = shown.value;
  const from = source.value;
  if (next === null || from === null) return;
  const asked = filters.value;
  try {
    const page = await from.runs({ ...asked, limit: pageLength, after: next });
    if (filters.value !== asked || shown.value.next !== next) return;
    shown.value = withOlder(shown.value, page);
    announced.value = `${counted(shown.value.runs.length, "run")} listed`;
  } catch (error) {
    listTrouble.value = error;
  }
}

/** Filters by something else, and writes it into the address. */
export function filterBy(next: RunFilters): void {
  batch(() => {
    filters.value = next;
    loaded.value = false;
  });
  try {
    history.replaceState(history.state, "", `${location.pathname}${queryText(next)}${location.hash}`);
  } catch {
    // A browser may not let a file change its address; the filters work without.
  }
  void refresh();
}

/** How long until the list is asked for again, in milliseconds. */
export function nextLookMs(): number {
  const trouble = listTrouble.value;
  if (trouble === null) return 2000;
  return trouble instanceof SourceError ? (trouble.waitMs ?? 5000) : 10_000;
}
