import type { GraphView } from "../../../src/server/api-schemas.ts";
import type { Drawing } from "./drawing.ts";
import { nodeName } from "./node-name.ts";
import type { Box } from "./pan-zoom.ts";
import { readPicture } from "./read-picture.ts";
import type { Picture } from "./read-picture.ts";

/** A picture in the document, with what one can do to it. */
export interface LivePicture {
  readonly drawing: Drawing;
  readonly picture: Picture<Element>;
  readonly size: { readonly width: number; readonly height: number };
  /** What is said of each node of the drawing. */
  readonly names: ReadonlyMap<string, string>;
  /** Shapes of the nodes in their own coordinates; measured once, when first asked for. */
  readonly shapes: () => ReadonlyMap<string, Box>;
  /** Where a node or a lane of the drawing is; null when it is not there. */
  boxOf(id: string): Box | null;
  /** Makes one node the one that the Tab key comes to. */
  makeTabStop(id: string): void;
}

function namesOf(graph: GraphView, { nodes, folded }: Drawing): ReadonlyMap<string, string> {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const titles = new Map(graph.lanes.map(({ id, title }) => [id, title]));
  return new Map(
    [...nodes].map(([id, own]) => {
      const node = byId.get(id);
      if (folded.has(id) || node === undefined)
        return [id, `${titles.get(id) ?? id} ${own.length} steps, folded lane`];
      return [id, nodeName(node)];
    }),
  );
}

function boxOfElement(element: Element): Box {
  if (!(element instanceof SVGGraphicsElement)) return { x: 0, y: 0, width: 0, height: 0 };
  const { x, y, width, height } = element.getBBox();
  return { x, y, width, height };
}

function nameParts(
  svg: SVGSVGElement,
  { nodes, lanes }: Picture<Element>,
  names: ReadonlyMap<string, string>,
  graph: GraphView,
) {
  svg.removeAttribute("aria-roledescription");
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", `Diagram of ${graph.nodes.length} steps in ${graph.lanes.length} lanes`);
  for (const [id, node] of nodes) {
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", "-1");
    node.setAttribute("data-node", id);
    node.setAttribute("aria-label", names.get(id) ?? id);
  }
  const titles = new Map(graph.lanes.map(({ id, title }) => [id, title]));
  for (const [id, lane] of lanes) {
    const title = lane.querySelector(".cluster-label");
    title?.setAttribute("data-lane", id);
    title?.setAttribute("role", "button");
    title?.setAttribute("aria-expanded", "true");
    title?.setAttribute("aria-label", `Lane ${titles.get(id) ?? id}`);
    title?.setAttribute("tabindex", "-1");
  }
}

/** Puts a picture into the document and makes its parts known. Throws a `PictureError` when it is not what was drawn. */
export function showPicture(
  layer: HTMLElement,
  text: string,
  drawing: Drawing,
  graph: GraphView,
): LivePicture {
  layer.innerHTML = text;
  const svg = layer.querySelector("svg");
  if (svg === null) throw new Error("Mermaid drew no picture.");
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.style.maxWidth = "none";
  const picture = readPicture<Element>(svg, drawing);
  const names = namesOf(graph, drawing);
  nameParts(svg, picture, names, graph);
  let shapes: ReadonlyMap<string, Box> | null = null;
  let tabStop: Element | null = null;
  return {
    drawing,
    picture,
    size: { width, height },
    names,
    shapes: () => (shapes ??= new Map([...picture.nodes].map(([id, node]) => [id, boxOfElement(node)]))),
    boxOf(id) {
      const element = picture.nodes.get(id) ?? picture.lanes.get(id) ?? null;
      if (!(element instanceof SVGGraphicsElement)) return null;
      const box = boxOfElement(element);
      const matrix = element.getCTM();
      return { ...box, x: box.x + (matrix?.e ?? 0), y: box.y + (matrix?.f ?? 0) };
    },
    makeTabStop(id) {
      tabStop?.setAttribute("tabindex", "-1");
      tabStop = picture.nodes.get(id) ?? null;
      tabStop?.setAttribute("tabindex", "0");
    },
  };
}
