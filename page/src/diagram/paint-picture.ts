import { edgePaint, nodePaint } from "./folded-paint.ts";
import type { LivePicture } from "./live-picture.ts";
import type { DiagramPaint, EdgePaint, NodePaint } from "./paint.ts";
import type { Box } from "./pan-zoom.ts";
import type { PictureEdge } from "./read-picture.ts";
import { badge, textChip } from "./picture-marks.ts";

/** What a state is told by beside its colour. */
const marks: Readonly<Partial<Record<NonNullable<NodePaint["state"]>, string>>> = {
  failed: "✕",
  running: "▶",
  retried: "↻",
  planned: "planned",
  left: "A",
  right: "B",
  both: "A B",
};

/** Draws over a picture, and takes back what is no longer to be drawn. */
export interface Painter {
  paint(paint: DiagramPaint | null): void;
}

function describe(element: Element, note: string | undefined): void {
  const old = element.querySelector(":scope > title");
  if (note === undefined) return old?.remove();
  const title =
    old ??
    element.insertBefore(document.createElementNS("http://www.w3.org/2000/svg", "title"), element.firstChild);
  title.textContent = note;
}

function mark(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function isRhombus(element: Element): boolean {
  const shape = element.querySelector(":scope > polygon.label-container");
  if (!(shape instanceof SVGPolygonElement) || shape.points.numberOfItems !== 4) return false;
  const tops = [...shape.points].map(({ y }) => y).toSorted((a, b) => a - b);
  return tops[0] !== tops[1] && tops[1] === tops[2];
}

function paintNode(element: Element, box: Box, { state, heat, badge: text, note }: NodePaint): void {
  mark(element, "data-state", state);
  mark(element, "data-heat", heat === undefined ? undefined : "");
  if (element instanceof SVGElement) element.style.setProperty("--heat", String(heat ?? 0));
  for (const old of element.querySelectorAll(":scope > .diagram-mark")) old.remove();
  const { x, y, width, height } = box;
  const sign = state === undefined ? undefined : marks[state];
  // A rhombus has nothing at the corners of its box: its chips stand at the middles of its upper sides.
  const [left, right] = isRhombus(element)
    ? [
        { x: x + width / 4, y: y + height / 4, align: "end" as const },
        { x: x + (width * 3) / 4, y: y + height / 4, align: "start" as const },
      ]
    : [
        { x, y, align: "start" as const },
        { x: x + width, y, align: "end" as const },
      ];
  if (sign !== undefined) element.append(badge("sign", sign, left));
  if (text !== undefined) element.append(badge("badge", text, right));
  describe(element, note);
}

function middleOf(path: Element): { readonly x: number; readonly y: number } {
  if (!(path instanceof SVGPathElement)) return { x: 0, y: 0 };
  const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
  return { x, y };
}

/** Behind the label; without one to the left of the line, since times stand above nodes to the right. */
function placeOfCount({ paths, label }: PictureEdge<Element>): Parameters<typeof textChip>[1] {
  const [, x, y] =
    /translate\(([-\d.]+)[, ]+([-\d.]+)\)/.exec(label?.parentElement?.getAttribute("transform") ?? "") ?? [];
  const half = Number(label?.querySelector("foreignObject")?.getAttribute("width") ?? 0) / 2;
  if (half > 0 && x !== undefined && y !== undefined)
    return { x: Number(x) + half, y: Number(y), side: "right" };
  const middle = paths[Math.floor(paths.length / 2)];
  return { ...(middle === undefined ? { x: 0, y: 0 } : middleOf(middle)), side: "left" };
}

function paintEdge({ paths, label }: PictureEdge<Element>, { state, share, note }: EdgePaint): void {
  for (const path of paths) {
    mark(path, "data-state", state);
    if (path instanceof SVGElement)
      path.style.setProperty("--edge-width", share === undefined ? "" : `${(1.5 + share * 8).toFixed(1)}px`);
    describe(path, note);
  }
  if (label !== null) mark(label, "data-state", state);
}

/** What stands at a node to be read, in the order in which it stands there, and then the rest. */
function readMarks({ state, badge: text, note }: NodePaint): readonly string[] {
  const sign = state === undefined ? undefined : marks[state];
  const words = sign !== undefined && /^[a-z ]+$/i.test(sign) ? sign : undefined;
  return [words, text, note].filter((part) => part !== undefined);
}

/** Paints a picture, touching only what changes. */
export function createPainter({ picture, drawing, names, shapes }: LivePicture): Painter {
  const drawn = new Map<string, string>();
  const counts = new Map<number, Element>();
  const isNew = (key: string, paint: unknown): boolean => {
    const text = JSON.stringify(paint);
    if ((drawn.get(key) ?? "{}") === text) return false;
    drawn.set(key, text);
    return true;
  };
  const paintOne = (place: number, edge: PictureEdge<Element>, own: EdgePaint) => {
    counts.get(place)?.remove();
    counts.delete(place);
    paintEdge(edge, own);
    // What was taken lies above what was not.
    if (own.state !== undefined && own.state !== "absent")
      for (const path of edge.paths) path.parentElement?.append(path);
    const text = own.text ?? ((own.count ?? 0) > 1 ? `×${own.count}` : null);
    if (text === null) return;
    const count = textChip(text, placeOfCount(edge));
    counts.set(place, count);
    (edge.label?.closest(".edgeLabels") ?? edge.paths[0]?.parentElement)?.append(count);
  };
  return {
    paint(paint) {
      const boxes = shapes();
      for (const [id, element] of picture.nodes) {
        const own = paint === null ? {} : nodePaint(paint, drawing, id);
        const box = boxes.get(id);
        if (box === undefined || !isNew(id, own)) continue;
        paintNode(element, box, own);
        element.setAttribute("aria-label", [names.get(id) ?? id, ...readMarks(own)].join(", "));
      }
      for (const [place, edge] of picture.edges.entries()) {
        const own = paint === null ? {} : edgePaint(paint, edge.places);
        if (isNew(`edge ${place}`, own)) paintOne(place, edge, own);
      }
    },
  };
}
