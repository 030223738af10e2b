import { useEffect, useRef, useState } from "preact/hooks";
import { graph } from "../page-state.ts";
import { folded, toggleLane } from "./fold-state.ts";

/** Folds and opens lanes, one by one or all at once. */
export function LanesMenu() {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onDown = (event: PointerEvent) => {
      const inside = event.target instanceof Node && menu.current?.contains(event.target) === true;
      if (!inside) setOpen(false);
    };
    document.addEventListener("pointerdown", onDown);
    return () => document.removeEventListener("pointerdown", onDown);
  }, [open]);
  const lanes = graph.value?.lanes ?? [];
  if (lanes.length === 0) return null;
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="lanes-menu" ref={menu} onKeyDown={close}>
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
            <button type="button" onClick={() => (folded.value = new Set())}>
              Open all
            </button>
            <button type="button" onClick={() => (folded.value = new Set(lanes.map(({ id }) => id)))}>
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
