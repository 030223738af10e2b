import { hashOf, viewOf } from "./address.ts";
import { view } from "./page-state.ts";
import type { View } from "./page-state.ts";

/** Shows what the address names, if that is not what is shown. */
export function followAddress(): void {
  const named = viewOf(location.hash);
  if (hashOf(named) !== hashOf(view.value)) view.value = named;
}

/** Goes to a view, as a link does, but at once: a key that is pressed before the browser tells of the new address is meant for it. */
export function openView(next: View): void {
  location.hash = hashOf(next);
  view.value = next;
}
