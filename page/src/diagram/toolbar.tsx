import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { LanesMenu } from "./lanes-menu.tsx";
import type { Stage } from "./stage.ts";

/** Buttons that move the diagram and fold its lanes. */
export function Toolbar({
  scale,
  stage,
  tools,
}: {
  readonly scale: Signal<number>;
  readonly stage: () => Stage | null;
  readonly tools: ComponentChildren;
}) {
  return (
    <div class="toolbar" role="toolbar" aria-label="Diagram">
      <button type="button" aria-label="Zoom out" title="Zoom out (−)" onClick={() => stage()?.zoom(1 / 1.3)}>
        −
      </button>
      <button
        type="button"
        class="toolbar-scale"
        title="Back to 100 %"
        aria-label={`Zoom is ${Math.round(scale.value * 100)} %; back to 100 %`}
        onClick={() => stage()?.actualSize()}
      >
        {Math.round(scale.value * 100)} %
      </button>
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => stage()?.zoom(1.3)}>
        +
      </button>
      <button type="button" title="Show the whole diagram (f)" onClick={() => stage()?.fit()}>
        Fit
      </button>
      <button type="button" title="Show where a run begins" onClick={() => stage()?.start()}>
        Start
      </button>
      {tools}
      <LanesMenu />
    </div>
  );
}
