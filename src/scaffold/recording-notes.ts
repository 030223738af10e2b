import { runsFolder } from "../project/load-runs.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** What to do about recorded runs that went another way. */
export function recordingNotes({ layout, filesBelow }: ScaffoldProject): readonly string[] {
  if (filesBelow(runsFolder(layout)).length === 0) return [];
  return [
    "Recorded runs that came here may go another way now: look at `ragstep verify`, then `ragstep verify --update`.",
  ];
}
