import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Diagram } from "./diagram/diagram.tsx";
import { Header } from "./header.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { useKeys } from "./keys.ts";
import { diagram, paint, selected, view } from "./page-state.ts";
import { Ask } from "./panels/ask.tsx";
import { PathButton } from "./panels/path-button.tsx";
import { NodeCard } from "./panels/node-card.tsx";
import { RunList } from "./panels/run-list.tsx";
import { RunView } from "./panels/run-view.tsx";
import { Summary } from "./panels/summary.tsx";
import { TokenPrompt } from "./panels/token.tsx";
import { Places, place } from "./places.tsx";
import { Splitter } from "./splitter.tsx";
import "./shell.css";

/** Why the page has no graph; null while there is no trouble. */
export const trouble = signal<string | null>(null);

/** Height of what stands below the diagram, in hundredths of the window. */
const belowHeight = signal(42);

/** The page: where each panel stands. */
export function Shell() {
  const { kind } = view.value;
  const shown = view.value.kind === "run" ? `run ${view.value.id}` : kind;
  // A small screen shows one place; it goes to what was just asked for.
  useEffect(() => {
    place.value = kind === "diagram" ? "diagram" : "below";
  }, [shown]);
  useEffect(() => {
    if (selected.value !== null) place.value = "card";
    else if (place.value === "card") place.value = "diagram";
  }, [selected.value]);
  useKeys([{ keys: ["Escape"], does: "close the card", act: () => (selected.value = null) }]);
  return (
    <div class="shell" data-place={place.value} style={{ "--below": `${belowHeight.value}vh` }}>
      <Header />
      <Places />
      <aside class="shell-panel shell-left" data-name="runs" aria-label="Questions and runs">
        <Ask />
        <RunList />
      </aside>
      <main class="shell-main">
        <div class="shell-panel shell-centre" data-name="diagram">
          {trouble.value !== null && (
            <p class="shell-trouble" role="alert">
              {trouble.value}
            </p>
          )}
          <Diagram
            paint={paint.value}
            selected={selected.value}
            onSelect={(node) => (selected.value = node)}
            onReady={(handle) => (diagram.value = handle)}
            tools={kind === "run" && <PathButton />}
          />
        </div>
        {kind !== "diagram" && (
          <div class="shell-panel shell-below" data-name="below">
            <Splitter value={belowHeight} min={15} max={80} />
            <div class="shell-below-content">{kind === "run" ? <RunView /> : <Summary />}</div>
          </div>
        )}
      </main>
      {selected.value !== null && (
        <aside class="shell-panel shell-right" data-name="card" aria-label="Step">
          <NodeCard />
        </aside>
      )}
      <TokenPrompt />
      <KeysHelp />
    </div>
  );
}
