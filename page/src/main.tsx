// oxlint-disable-next-line import/no-unassigned-import -- sets zod up for all modules below
import "./no-eval.ts";
import { render } from "preact";
import "./style/tokens.css";
import "./style/base.css";
import "./style/tables.css";
import { openSource } from "./data/open-source.ts";
import { followAddress } from "./follow-address.ts";
import { onKeyDown } from "./keys.ts";
import { graph, source } from "./page-state.ts";
import { Shell, trouble } from "./shell.tsx";
import { followTheme } from "./theme.ts";

function start(): void {
  followTheme();
  source.value = openSource();
  window.addEventListener("hashchange", followAddress);
  document.addEventListener("keydown", onKeyDown);
  followAddress();

  const page = document.getElementById("page");
  if (page !== null) render(<Shell />, page);

  source.value.graph().then(
    (loaded) => (graph.value = loaded),
    (error: unknown) => (trouble.value = error instanceof Error ? error.message : String(error)),
  );
}

// Called by no code of the script itself: an inspector that asks who sent a request has all of the script parsed again to
// tell the line of the one that did.
queueMicrotask(start);
