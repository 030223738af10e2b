import { select } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform } from "d3-zoom";

/** A rectangle in the picture's own units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Moves and scales one layer within a frame. */
export interface PanZoom {
  /** Screen pixels for one unit of the picture. */
  scale(): number;
  /** Brings a box into the middle, or where one begins to read; animated unless `jump`. */
  centre(box: Box, options: { readonly scale: number; readonly at?: "begin"; readonly jump?: boolean }): void;
  /** Shows all of it. */
  fit(): void;
  zoom(factor: number): void;
  pan(x: number, y: number): void;
  /** After the picture or the frame has another size. */
  resize(width: number, height: number): void;
  isInView(box: Box): boolean;
  /** Where a box's middle is in the frame, and how far from the frame's own; in pixels. */
  onScreen(box: Box): { readonly x: number; readonly y: number; readonly fromMiddle: number };
  /** Moves a box's middle to a place in the frame, at once. */
  place(box: Box, at: { readonly x: number; readonly y: number }): void;
  end(): void;
}

const largest = 4;
const moveMs = 220;
/** Above this scale lines are as wide as the picture has them; below, they stay visible. */
const wideLines = 0.4;
/** Milliseconds after the last movement until the layer is drawn sharp again. */
const restMs = 160;

const easeOut = (t: number): number => 1 - (1 - t) ** 3;

/** Binds wheel, drag and pinch of `frame` to one CSS transform of `layer`; `onScale` hears of each new scale. */
export function panZoom(frame: HTMLElement, layer: HTMLElement, onScale: (scale: number) => void): PanZoom {
  let size = { width: 1, height: 1 };
  let resting = 0;
  let moving = 0;
  const frameSize = () => ({ width: frame.clientWidth || 1, height: frame.clientHeight || 1 });
  const wholeScale = () => {
    const { width, height } = frameSize();
    return Math.min(width / size.width, height / size.height) * 0.97;
  };
  let sharpAt = 1;
  // The layer is a texture that the compositor shifts. It stays as sharp as it was drawn, so once a new scale has come to
  // rest it is drawn anew: for two frames it is no texture of its own.
  const sharpen = () => {
    const { k } = zoomTransform(frame);
    if (k === sharpAt) return;
    sharpAt = k;
    layer.style.setProperty("--boost", Math.max(1, wideLines / k).toFixed(1));
    layer.style.willChange = "auto";
    requestAnimationFrame(() => requestAnimationFrame(() => (layer.style.willChange = "transform")));
  };
  const rest = () => {
    clearTimeout(resting);
    resting = window.setTimeout(sharpen, restMs);
  };
  const behaviour = zoom<HTMLElement, unknown>()
    .clickDistance(4)
    .on("start", () => clearTimeout(resting))
    .on("zoom", ({ transform: { x, y, k } }: { transform: { x: number; y: number; k: number } }) => {
      layer.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
      onScale(k);
    })
    .on("end", rest);
  const target = select(frame).call(behaviour).on("dblclick.zoom", null);
  const set = (x: number, y: number, k: number) =>
    behaviour.transform(target, zoomIdentity.translate(x, y).scale(k));
  const glide = (x: number, y: number, k: number) => {
    cancelAnimationFrame(moving);
    const from = zoomTransform(frame);
    const began = performance.now();
    const step = (now: number) => {
      const t = Math.min(1, Math.max(0, now - began) / moveMs);
      const e = easeOut(t);
      set(from.x + (x - from.x) * e, from.y + (y - from.y) * e, from.k + (k - from.k) * e);
      if (t < 1) moving = requestAnimationFrame(step);
    };
    moving = requestAnimationFrame(step);
  };
  const moveTo = (x: number, y: number, k: number, jump: boolean) => {
    const still = jump || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) set(x, y, k);
    else glide(x, y, k);
  };
  return {
    scale: () => zoomTransform(frame).k,
    centre(box, { scale, at, jump = false }) {
      const { width, height } = frameSize();
      const k = Math.min(largest, scale);
      const x = width * (at === "begin" ? 0.3 : 0.5) - (box.x + box.width / 2) * k;
      const y = at === "begin" ? 40 - box.y * k : height / 2 - (box.y + box.height / 2) * k;
      moveTo(x, y, k, jump);
    },
    fit() {
      const { width, height } = frameSize();
      const k = wholeScale();
      moveTo((width - size.width * k) / 2, (height - size.height * k) / 2, k, false);
    },
    zoom: (factor) => behaviour.scaleBy(target, factor),
    pan: (x, y) => {
      const { x: left, y: top, k } = zoomTransform(frame);
      set(left + x, top + y, k);
    },
    resize(width, height) {
      size = { width, height };
      const margin = 400;
      behaviour.scaleExtent([Math.min(wholeScale(), 0.5), largest]).translateExtent([
        [-margin, -margin],
        [width + margin, height + margin],
      ]);
    },
    isInView(box) {
      const { x, y, k } = zoomTransform(frame);
      const { width, height } = frameSize();
      const left = box.x * k + x;
      const top = box.y * k + y;
      return left >= 0 && top >= 0 && left + box.width * k <= width && top + box.height * k <= height;
    },
    onScreen(box) {
      const [x, y] = zoomTransform(frame).apply([box.x + box.width / 2, box.y + box.height / 2]);
      const { width, height } = frameSize();
      return { x, y, fromMiddle: Math.hypot(x - width / 2, y - height / 2) };
    },
    place(box, { x, y }) {
      const { k } = zoomTransform(frame);
      set(x - (box.x + box.width / 2) * k, y - (box.y + box.height / 2) * k, k);
    },
    end() {
      cancelAnimationFrame(moving);
      clearTimeout(resting);
      target.on(".zoom", null);
    },
  };
}
