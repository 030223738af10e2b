import { render } from "preact";
import "./style/tokens.css";
import "./style/base.css";
import { viewOf } from "./address.ts";
import { openSource } from "./data/open-source.ts";
import { onKeyDown } from "./keys.ts";
import { graph, source, view } from "./page-state.ts";
import { Shell, trouble } from "./shell.tsx";
import { followTheme } from "./theme.ts";

followTheme();
source.value = openSource();
const readAddress = () => (view.value = viewOf(location.hash));
window.addEventListener("hashchange", readAddress);
document.addEventListener("keydown", onKeyDown);
readAddress();

const page = document.getElementById("page");
if (page !== null) render(<Shell />, page);

source.value.graph().then(
  (loaded) => (graph.value = loaded),
  (error: unknown) => (trouble.value = error instanceof Error ? error.message : String(error)),
);
