import type { Signal } from "@preact/signals";

interface SplitterProps {
  /** Height below it, in hundredths of the window. */
  readonly value: Signal<number>;
  readonly min: number;
  readonly max: number;
}

/** Parts what is above from what is below; drag it, or use the arrow keys. */
export function Splitter({ value, min, max }: SplitterProps) {
  const set = (height: number) => (value.value = Math.min(max, Math.max(min, height)));
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget instanceof Element && event.currentTarget.hasPointerCapture(event.pointerId))
      set(100 - (event.clientY / window.innerHeight) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: 4, ArrowDown: -4, Home: max, End: -max }[event.key];
    if (by === undefined) return;
    set(value.value + by);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class="splitter"
      role="slider"
      tabIndex={0}
      aria-label="Height of the part below the diagram"
      aria-orientation="vertical"
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={Math.round(value.value)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
