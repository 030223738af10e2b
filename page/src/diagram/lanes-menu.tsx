import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { graph } from "../page-state.ts";
import { foldOnly, folded, toggleLane } from "./fold-state.ts";

/** Folds and opens lanes, one by one or all at once. */
export function LanesMenu() {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const away = new AbortController();
    const { signal } = away;
    if (open) {
      const onDown = ({ target }: Event) => {
        if (!(target instanceof Node && menu.current?.contains(target) === true)) setOpen(false);
      };
      const onKey = (event: KeyboardEvent) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        setOpen(false);
        button.current?.focus();
      };
      document.addEventListener("pointerdown", onDown, { signal });
      // Before the page's own keys, to which Escape means something else.
      document.addEventListener("keydown", onKey, { signal, capture: true });
    }
    return () => away.abort();
  }, [open]);
  const lanes = graph.value?.lanes ?? [];
  if (lanes.length === 0) return null;
  return (
    <div class="lanes-menu" ref={menu}>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls="lanes-menu"
        onClick={() => setOpen(!open)}
      >
        Lanes{folded.value.size > 0 && ` (${folded.value.size} folded)`}
      </button>
      {open && (
        <div class="lanes-menu-list" id="lanes-menu" role="group" aria-label="Lanes that are open">
          <div class="lanes-menu-all">
            <button type="button" onClick={() => foldOnly([])}>
              Open all
            </button>
            <button type="button" onClick={() => foldOnly(lanes.map(({ id }) => id))}>
              Fold all
            </button>
          </div>
          <ul>
            {lanes.map(({ id, title }) => (
              <li key={id}>
                <label>
                  <input type="checkbox" checked={!folded.value.has(id)} onChange={() => toggleLane(id)} />
                  {title}
                </label>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
