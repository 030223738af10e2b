import { useRef, useState } from "preact/hooks";
import { useKeys } from "../keys.ts";
import { diagram, graph, selected } from "../page-state.ts";
import { searchNodes } from "./search.ts";
import type { Found } from "./search.ts";
import "./search-box.css";

const most = 12;

function Row({ found, id, isAt, onPick }: { found: Found; id: string; isAt: boolean; onPick: () => void }) {
  const { node, why } = found;
  return (
    // The input keeps the focus; its keys move through the rows.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isAt}
      class="search-row"
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <span class="search-step">{node.step ?? "·"}</span>
      <span class="search-id">{node.id}</span>
      <span class="search-label">{why === "" ? node.label : why}</span>
    </div>
  );
}

/** Finds steps by number, id, label or key; the one that is picked opens its card and comes into view. */
export function SearchBox() {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useKeys([{ keys: ["/"], does: "search", act: () => input.current?.select() }]);
  const found = graph.value === null ? [] : searchNodes(graph.value, text, most);
  const shown = open && text.trim() !== "";
  const pick = (one: Found | undefined) => {
    if (one === undefined) return;
    selected.value = one.node.id;
    diagram.value?.show(one.node.id);
    setOpen(false);
    input.current?.blur();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") pick(found[at]);
    else if (event.key === "Escape" && (open || text !== "")) {
      setOpen(false);
      setText("");
      input.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search class="search">
      <input
        ref={input}
        type="search"
        // An input is a combobox by itself only with a `datalist`.
        // oxlint-disable-next-line jsx-a11y/no-redundant-roles
        role="combobox"
        list={undefined}
        class="search-input"
        placeholder="Search steps and keys"
        aria-label="Search steps by number, id, label or key"
        aria-keyshortcuts="/"
        aria-expanded={shown}
        aria-controls="search-found"
        aria-autocomplete="list"
        aria-activedescendant={shown && found.length > 0 ? `search-found-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd class="search-key" aria-hidden="true">
        /
      </kbd>
      <p class="unseen" role="status">
        {shown ? `${found.length} found` : ""}
      </p>
      <div class="search-found" id="search-found" role="listbox" aria-label="Steps found" hidden={!shown}>
        {found.map((one, place) => (
          <Row
            key={one.node.id}
            found={one}
            id={`search-found-${place}`}
            isAt={place === at}
            onPick={() => pick(one)}
          />
        ))}
        {shown && found.length === 0 && (
          <div class="search-none" role="option" tabIndex={-1} aria-disabled="true" aria-selected={false}>
            Nothing fits.
          </div>
        )}
      </div>
    </search>
  );
}
