import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { bindings, useKeys } from "./keys.ts";

const open = signal(false);

/** Opens the list of keys. */
export function showKeys(): void {
  open.value = true;
}

/** In the diagram itself, which deals with its keys alone. */
const inDiagram = [
  { keys: ["↓", "↑"], does: "on and back along the arrows, from a step that has the focus" },
  { keys: ["←", "→"], does: "to the other outcomes of the step before" },
  { keys: ["Enter"], does: "open a step's card, or a lane" },
  { keys: ["Shift ↓ ↑ ← →"], does: "move the diagram" },
];

const names: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  " ": "Space",
};

function Rows({
  rows,
}: {
  readonly rows: readonly { readonly keys: readonly string[]; readonly does: string }[];
}) {
  return (
    <dl class="keys-help-list">
      {rows.map(({ keys, does }) => (
        <div key={does}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{names[key] ?? key}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The keys that do something now, asked for with `?`. */
export function KeysHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys([{ keys: ["?"], does: "show the keys", act: showKeys }]);
  useLayoutEffect(() => {
    if (open.value) dialog.current?.showModal();
  }, [open.value]);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class="keys-help"
      aria-labelledby="keys-help-title"
      onClose={() => (open.value = false)}
    >
      <div class="keys-help-top">
        <h2 id="keys-help-title">Keys</h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
      {open.value && (
        <>
          <Rows rows={bindings.value} />
          <h3>In the diagram</h3>
          <Rows rows={inDiagram} />
        </>
      )}
    </dialog>
  );
}
