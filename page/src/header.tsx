import { hashOf, summaryRuns } from "./address.ts";
import { SearchBox } from "./diagram/search-box.tsx";
import { showKeys } from "./keys-help.tsx";
import { view } from "./page-state.ts";
import { ThemeButton } from "./style/theme-button.tsx";

/** Name, views, search, theme. */
export function Header() {
  const { kind } = view.value;
  return (
    <header class="shell-header">
      <h1 class="shell-name">
        <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
          <path
            d="M2.5 3h4.5v3.5h-4.5zM9 9.5h4.5v3.5h-4.5zM4.75 6.5v4.75h4.25"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
          />
        </svg>
        ragstep
      </h1>
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
      <SearchBox />
      <div class="shell-tools">
        <button
          type="button"
          class="shell-keys"
          onClick={showKeys}
          title="Keys (?)"
          aria-label="Show the keys"
        >
          ?
        </button>
        <ThemeButton />
      </div>
    </header>
  );
}
