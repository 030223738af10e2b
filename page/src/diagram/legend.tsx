import type { DiagramPaint, NodePaint } from "./paint.ts";

const told: Readonly<Record<NonNullable<NodePaint["state"]>, string>> = {
  failed: "failed",
  running: "running",
  retried: "retried",
  done: "taken",
  planned: "planned",
  left: "A alone",
  right: "B alone",
  both: "both",
  absent: "not taken",
};

/** What the colours over the diagram mean, for the states that are there now. */
export function Legend({ paint }: { readonly paint: DiagramPaint | null }) {
  if (paint === null) return null;
  const nodes = [...paint.nodes.values()];
  const states = new Set(nodes.map(({ state }) => state));
  const shown = Object.entries(told).filter(([state]) => [...states].some((there) => there === state));
  const heat = nodes.some((node) => (node.heat ?? 0) > 0);
  if (shown.length === 0 && !heat) return null;
  return (
    <ul class="legend" aria-label="What the colours mean">
      {shown.map(([state, text]) => (
        <li key={state}>
          <span class="legend-chip" data-state={state} aria-hidden="true" />
          {text}
        </li>
      ))}
      {heat && (
        <li>
          <span class="legend-heat" aria-hidden="true" />
          time, short to long
        </li>
      )}
    </ul>
  );
}
