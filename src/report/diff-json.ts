import type { VersionDiff } from "../diff/change.ts";
import { schemaVersion } from "./json.ts";

/** The difference of two versions for programs, without a line break at the end. */
export function jsonDiff({ before, after, changes, savedRuns, notCompared }: VersionDiff): string {
  const { verdict, sameGraph, reasons, migration } = savedRuns;
  return JSON.stringify(
    {
      schemaVersion,
      before: before.name,
      after: after.name,
      changes,
      saved_runs: { verdict, same_graph: sameGraph, reasons, migration },
      not_compared: notCompared,
    },
    null,
    2,
  );
}
