import { pathAlone, togglePath } from "./run-path.ts";

/** Narrows the diagram to the lanes that the run entered, so that its path is together. */
export function PathButton() {
  return (
    <button
      type="button"
      aria-pressed={pathAlone.value}
      aria-label="Path: only the lanes that the run entered"
      title="Fold the lanes that the run never entered (F)"
      onClick={togglePath}
    >
      Path
    </button>
  );
}
