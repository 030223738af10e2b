import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

/** What a key does, anywhere on the page but where one types. */
export interface KeyBinding {
  /** As `KeyboardEvent.key` names them, such as `/`, `j`, `ArrowDown`. */
  readonly keys: readonly string[];
  /** Told in the list of keys, such as `next step`. */
  readonly does: string;
  readonly act: () => void;
}

/** The keys that do something now; the latest bound goes first. */
export const bindings = signal<readonly KeyBinding[]>([]);

/** Binds keys; what comes back unbinds them. */
export function bindKeys(more: readonly KeyBinding[]): () => void {
  bindings.value = [...more, ...bindings.value];
  return () => {
    bindings.value = bindings.value.filter((binding) => !more.includes(binding));
  };
}

/**
 * Binds keys for as long as a component is there, from the moment it is: before it is painted, since one may press a key
 * as soon as one sees what it is for. `deps` as for `useLayoutEffect`.
 */
export function useKeys(more: readonly KeyBinding[], deps: readonly unknown[] = []): void {
  useLayoutEffect(() => bindKeys(more), [...deps]);
}

/** Whether one types where the event comes from, so that letters are letters. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || isTextInput(target))
  );
}

function isTextInput(element: HTMLElement): boolean {
  return element instanceof HTMLInputElement && !/^(checkbox|radio|button|range)$/.test(element.type);
}

/** Carries out what the pressed key is bound to. An event that somebody has dealt with is left alone. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  // A dialog has the page to itself; Escape closes it, unless somebody else takes the key.
  if (document.querySelector("dialog[open]") !== null) return;
  const bound = bindings.value.find(({ keys }) => keys.includes(event.key));
  if (bound === undefined) return;
  event.preventDefault();
  bound.act();
}
