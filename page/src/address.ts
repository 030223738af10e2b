import type { View } from "./page-state.ts";

/** Runs that the summary counts when the address names no number. */
export const summaryRuns = 200;

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** What the part of the address after `#` shows. What cannot be read shows the diagram. */
export function viewOf(hash: string): View {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const asked = new URLSearchParams(query);
  const run = decoded(/^\/runs\/([^/]+)$/.exec(path)?.[1] ?? "");
  if (run !== null && run !== "")
    return { kind: "run", id: run, visit: wholeNumber(asked.get("visit")), beside: asked.get("beside") };
  if (path === "/summary") return { kind: "summary", runs: wholeNumber(asked.get("runs")) || summaryRuns };
  return { kind: "diagram" };
}

/** The address of a view, from `#` on. */
export function hashOf(view: View): string {
  if (view.kind === "diagram") return "#/";
  if (view.kind === "summary") return `#/summary?runs=${view.runs}`;
  const query = new URLSearchParams();
  if (view.visit !== null) query.set("visit", String(view.visit));
  if (view.beside !== null) query.set("beside", view.beside);
  const text = query.toString();
  return `#/runs/${encodeURIComponent(view.id)}${text === "" ? "" : `?${text}`}`;
}
