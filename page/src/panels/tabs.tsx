import type { ComponentChildren } from "preact";
import "./tabs.css";

/** One of several views of the same thing. */
export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: string;
}

/** Tabs as the ARIA practices have them: one is in the tab order, arrow keys go to the others. */
export function Tabs<Id extends string>(props: {
  readonly name: string;
  readonly tabs: readonly Tab<Id>[];
  readonly current: Id;
  readonly onPick: (id: Id) => void;
  readonly children: ComponentChildren;
}) {
  const { name, tabs, current, onPick } = props;
  const place = tabs.findIndex(({ id }) => id === current);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = by === undefined ? undefined : tabs[(place + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onPick(next.id);
    document.getElementById(`${name}-tab-${next.id}`)?.focus();
  };
  return (
    <div class="tabs">
      <div class="tabs-list" role="tablist" aria-label={name}>
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            id={`${name}-tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === current}
            aria-controls={`${name}-panel`}
            tabIndex={id === current ? 0 : -1}
            onClick={() => onPick(id)}
            onKeyDown={onKeyDown}
          >
            {title}
          </button>
        ))}
      </div>
      <div
        class="tabs-panel"
        id={`${name}-panel`}
        role="tabpanel"
        tabIndex={0}
        aria-labelledby={`${name}-tab-${current}`}
      >
        {props.children}
      </div>
    </div>
  );
}
