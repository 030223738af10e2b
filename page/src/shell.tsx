import { signal } from "@preact/signals";
import { hashOf, summaryRuns } from "./address.ts";
import { Diagram } from "./diagram/diagram.tsx";
import { diagram, paint, selected, view } from "./page-state.ts";
import { Ask } from "./panels/ask.tsx";
import { NodeCard } from "./panels/node-card.tsx";
import { RunList } from "./panels/run-list.tsx";
import { RunView } from "./panels/run-view.tsx";
import { Summary } from "./panels/summary.tsx";
import { TokenPrompt } from "./panels/token.tsx";
import { ThemeButton } from "./style/theme-button.tsx";
import "./shell.css";

/** Why the page has no graph; null while there is no trouble. */
export const trouble = signal<string | null>(null);

type Tab = "runs" | "diagram" | "below" | "card";

/** What a small screen shows. */
const tab = signal<Tab>("diagram");

function Header() {
  const { kind } = view.value;
  return (
    <header class="shell-header">
      <h1 class="shell-name">ragstep</h1>
      <nav class="shell-nav" aria-label="Views">
        <a href={hashOf({ kind: "diagram" })} aria-current={kind === "diagram" ? "page" : undefined}>
          Diagram
        </a>
        <a
          href={hashOf({ kind: "summary", runs: summaryRuns })}
          aria-current={kind === "summary" ? "page" : undefined}
        >
          Summary
        </a>
      </nav>
      <ThemeButton />
    </header>
  );
}

/** The page: where each panel stands. */
export function Shell() {
  const { kind } = view.value;
  return (
    <div class="shell" data-tab={tab.value} data-view={kind}>
      <Header />
      <aside class="shell-left" aria-label="Runs">
        <Ask />
        <RunList />
      </aside>
      <main class="shell-centre">
        {trouble.value !== null && <p role="alert">{trouble.value}</p>}
        <Diagram
          paint={paint.value}
          selected={selected.value}
          onSelect={(node) => (selected.value = node)}
          onReady={(handle) => (diagram.value = handle)}
        />
      </main>
      {selected.value !== null && (
        <aside class="shell-right" aria-label="Step">
          <NodeCard />
        </aside>
      )}
      {kind !== "diagram" && (
        <section class="shell-below" aria-label={kind === "run" ? "Run" : "Summary"}>
          {kind === "run" ? <RunView /> : <Summary />}
        </section>
      )}
      <TokenPrompt />
    </div>
  );
}
