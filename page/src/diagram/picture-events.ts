import { createWalker } from "./neighbours.ts";
import type { Direction } from "./neighbours.ts";
import type { LivePicture } from "./live-picture.ts";

/** What somebody does in a picture. */
export interface PictureActions {
  /** A step's card is asked for. */
  readonly open: (node: string) => void;
  readonly toggleLane: (lane: string) => void;
  /** A node is to be brought into the middle. */
  readonly centre: (id: string) => void;
  /** The keyboard came to a node. */
  readonly focus: (id: string) => void;
  readonly zoomIn: () => void;
  readonly pan: (x: number, y: number) => void;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowDown: "on",
  ArrowUp: "back",
  ArrowLeft: "before",
  ArrowRight: "after",
};

const panBy: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [0, -80],
  ArrowUp: [0, 80],
  ArrowLeft: [80, 0],
  ArrowRight: [-80, 0],
};

function partAt(event: Event, name: "data-node" | "data-lane"): string | null {
  const { target } = event;
  return target instanceof Element ? (target.closest(`[${name}]`)?.getAttribute(name) ?? null) : null;
}

/** Binds mouse and keyboard to a picture; what comes back unbinds them. */
export function bindPicture(layer: HTMLElement, live: LivePicture, actions: PictureActions): () => void {
  const walker = createWalker(live.drawing);
  const enter = (id: string) => {
    if (live.drawing.folded.has(id)) actions.toggleLane(id);
    else actions.open(id);
  };
  const onClick = (event: MouseEvent) => {
    const lane = partAt(event, "data-lane");
    const node = partAt(event, "data-node");
    if (lane !== null) actions.toggleLane(lane);
    else if (node !== null) {
      live.makeTabStop(node);
      enter(node);
    }
  };
  const onDoubleClick = (event: MouseEvent) => {
    const node = partAt(event, "data-node");
    if (node === null) actions.zoomIn();
    else actions.centre(node);
  };
  const walk = (from: string, direction: Direction) => {
    const next = walker.step(from, direction);
    const element = next === null ? undefined : live.picture.nodes.get(next);
    if (next === null || !(element instanceof SVGElement)) return;
    live.makeTabStop(next);
    element.focus({ preventScroll: true });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = partAt(event, "data-node");
    const lane = partAt(event, "data-lane");
    const by = panBy[event.key];
    const direction = directions[event.key];
    if (event.key === "Enter" || event.key === " ") {
      if (node !== null) enter(node);
      else if (lane !== null) actions.toggleLane(lane);
      else return;
    } else if (event.shiftKey && by !== undefined) actions.pan(...by);
    else if (direction !== undefined && node !== null) walk(node, direction);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = (event: FocusEvent) => {
    const node = partAt(event, "data-node");
    if (node !== null) actions.focus(node);
  };
  layer.addEventListener("click", onClick);
  layer.addEventListener("dblclick", onDoubleClick);
  layer.addEventListener("keydown", onKey);
  layer.addEventListener("focusin", onFocus);
  return () => {
    layer.removeEventListener("click", onClick);
    layer.removeEventListener("dblclick", onDoubleClick);
    layer.removeEventListener("keydown", onKey);
    layer.removeEventListener("focusin", onFocus);
  };
}
