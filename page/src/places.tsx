import { signal } from "@preact/signals";
import { selected, view } from "./page-state.ts";

/** Parts of the page, of which a small screen shows one. */
export type Place = "runs" | "diagram" | "below" | "card";

/** What a small screen shows. */
export const place = signal<Place>("diagram");

/** Chooses the part that a small screen shows; not there on a wide one, which shows all. */
export function Places() {
  const { kind } = view.value;
  const parts: readonly { readonly id: Place; readonly title: string; readonly there: boolean }[] = [
    { id: "runs", title: "Runs", there: true },
    { id: "diagram", title: "Diagram", there: true },
    { id: "below", title: kind === "summary" ? "Summary" : "Run", there: kind !== "diagram" },
    { id: "card", title: "Step", there: selected.value !== null },
  ];
  return (
    <nav class="places" aria-label="Parts of the page">
      {parts.map(({ id, title, there }) => (
        <button
          key={id}
          type="button"
          aria-current={place.value === id ? "true" : undefined}
          disabled={!there}
          onClick={() => (place.value = id)}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}
