import { FatalStepError } from "../../diagnostics/errors.ts";
import type { GoldenMatch } from "./types.ts";

/** The match, where the diagram says that there is one. Throws a `FatalStepError` when there is none. */
export function expectMatch(match: GoldenMatch | null): GoldenMatch {
  if (match === null) {
    throw new FatalStepError("This step works on a golden answer, but none was found.", {
      code: "golden-match-missing",
      hint: "Let only the `Yes` edge of `GoldenHit` lead here.",
    });
  }
  return match;
}
