import type { Journal, JournalRecord } from "./journal.ts";

/** A journal that lives as long as the process: for tests, and for runs that are resumed in place. */
export function createMemoryJournal(): Journal {
  const runs = new Map<string, JournalRecord[]>();
  return {
    append(record) {
      const known = runs.get(record.run_id);
      if (known === undefined) runs.set(record.run_id, [record]);
      else known.push(record);
    },
    read: (runId) => [...(runs.get(runId) ?? [])],
  };
}
