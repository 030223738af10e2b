import { signal, useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useKeys } from "../keys.ts";
import { graph } from "../page-state.ts";
import { theme } from "../theme.ts";
import { createStage } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { folded } from "./fold-state.ts";
import { foldedDrawing } from "./folded-drawing.ts";
import { Legend } from "./legend.tsx";
import type { DiagramProps } from "./paint.ts";
import { Toolbar } from "./toolbar.tsx";
import "./diagram.css";
import "./picture.css";

/** Why there is no picture; null while there is no trouble. */
const trouble = signal<string | null>(null);
const scale = signal(1);

/** The diagram as it stands in the file, with what the view draws over it. */
export function Diagram({
  paint,
  selected,
  onSelect,
  onReady,
  tools,
}: DiagramProps & {
  /** More buttons for its toolbar. */
  readonly tools: ComponentChildren;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  const select = useRef(onSelect);
  select.current = onSelect;
  const drawing = useComputed(() => (graph.value === null ? null : foldedDrawing(graph.value, folded.value)));

  useLayoutEffect(() => {
    if (frame.current === null || layer.current === null) return undefined;
    const made = createStage(frame.current, layer.current, {
      onSelect: (node) => select.current(node),
      onScale: (value) => (scale.value = value),
      onTrouble: (message) => (trouble.value = message),
    });
    stage.current = made;
    onReady(made);
    return () => made.end();
  }, []);
  // To draw is what takes time, so it does not wait for a frame.
  useLayoutEffect(() => {
    if (graph.value !== null && drawing.value !== null)
      void stage.current?.draw(graph.value, drawing.value, theme.value);
  }, [drawing.value, theme.value]);
  useLayoutEffect(() => stage.current?.paint(paint), [paint]);
  useLayoutEffect(() => stage.current?.select(selected), [selected]);
  useKeys([
    { keys: ["f"], does: "show the whole diagram", act: () => stage.current?.fit() },
    { keys: ["+", "="], does: "zoom in", act: () => stage.current?.zoom(1.3) },
    { keys: ["-"], does: "zoom out", act: () => stage.current?.zoom(1 / 1.3) },
  ]);
  return (
    <div class="diagram" data-busy={graph.value === null ? "" : undefined}>
      <div class="diagram-frame" ref={frame}>
        <div class="diagram-layer" ref={layer} />
      </div>
      {trouble.value !== null && (
        <p class="diagram-trouble" role="alert">
          {trouble.value}
        </p>
      )}
      <Legend paint={paint} />
      <Toolbar scale={scale} stage={() => stage.current} tools={tools} />
    </div>
  );
}
