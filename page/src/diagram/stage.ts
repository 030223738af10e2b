import type { GraphView } from "../../../src/server/api-schemas.ts";
import type { Drawing } from "./drawing.ts";
import { foldOnly, toggleLane } from "./fold-state.ts";
import { showPicture } from "./live-picture.ts";
import type { LivePicture } from "./live-picture.ts";
import { mermaidPicture } from "./mermaid-picture.ts";
import { createPainter } from "./paint-picture.ts";
import type { Painter } from "./paint-picture.ts";
import type { DiagramHandle, DiagramPaint } from "./paint.ts";
import { panZoom } from "./pan-zoom.ts";
import { bindPicture } from "./picture-events.ts";

/** The diagram on the screen: draws it, paints it, moves it. */
export interface Stage extends DiagramHandle {
  draw(graph: GraphView, drawing: Drawing, theme: "light" | "dark"): Promise<void>;
  paint(paint: DiagramPaint | null): void;
  select(node: string | null): void;
  /** Shows where a run begins. */
  start(): void;
  /** Sets the scale to that of the file. */
  actualSize(): void;
  end(): void;
}

interface StageEvents {
  readonly onSelect: (node: string | null) => void;
  readonly onScale: (scale: number) => void;
  readonly onTrouble: (message: string | null) => void;
}

/** Below this scale a label cannot be read. */
const legible = 0.5;

/** What stands on the stage now. */
interface Scene {
  readonly graph: GraphView;
  readonly live: LivePicture;
  readonly painter: Painter;
  readonly unbind: () => void;
  /** Id in the drawing of each of the graph's nodes. */
  readonly drawnAs: ReadonlyMap<string, string>;
}

/** Sets up a diagram in `frame`, on `layer`, which moves in it. */
export function createStage(frame: HTMLElement, layer: HTMLElement, events: StageEvents): Stage {
  const view = panZoom(frame, layer, events.onScale);
  let scene: Scene | null = null;
  let painted: DiagramPaint | null = null;
  let selected: string | null = null;
  let wanted: string | null = null;
  let latest = 0;
  const sizes = new ResizeObserver(() => {
    if (scene !== null) view.resize(scene.live.size.width, scene.live.size.height);
  });
  sizes.observe(frame);

  const comfortable = () => Math.min(0.85, Math.max(0.75, frame.clientWidth / 900));
  const centreOn = (id: string, scale: number, options: { at?: "begin"; jump?: boolean } = {}) => {
    const box = scene?.live.boxOf(id);
    if (box !== undefined && box !== null) view.centre(box, { scale, ...options });
  };
  const markSelected = () => {
    const drawn = selected === null ? null : (scene?.drawnAs.get(selected) ?? null);
    for (const old of layer.querySelectorAll("[data-selected]")) old.removeAttribute("data-selected");
    if (drawn !== null) scene?.live.picture.nodes.get(drawn)?.setAttribute("data-selected", "");
    if (drawn !== null) scene?.live.makeTabStop(drawn);
  };
  const begin = (jump: boolean) => {
    const entry = scene?.graph.entries[0];
    if (entry !== undefined)
      centreOn(scene?.drawnAs.get(entry) ?? entry, comfortable(), { at: "begin", jump });
  };
  const fold = (lane: string) => {
    wanted = lane;
    toggleLane(lane);
  };
  const show = (node: string) => {
    if (scene === null) wanted = node;
    else centreOn(scene.drawnAs.get(node) ?? node, view.scale() >= legible ? view.scale() : comfortable());
  };
  /** The node nearest to the middle, and where it is on the screen, so that another picture can be laid the same way. */
  const anchor = () => {
    const shown = [...(scene?.live.picture.nodes.keys() ?? [])].flatMap((id) => {
      const box = scene?.live.boxOf(id) ?? null;
      const node = scene?.live.drawing.nodes.get(id)?.[0];
      return box === null || node === undefined ? [] : [{ node, ...view.onScreen(box) }];
    });
    return shown.toSorted((a, b) => a.fromMiddle - b.fromMiddle)[0] ?? null;
  };
  const enter = (graph: GraphView, drawing: Drawing, svg: string) => {
    const first = scene === null;
    const held = wanted === null ? anchor() : null;
    scene?.unbind();
    const live = showPicture(layer, svg, drawing, graph);
    view.resize(live.size.width, live.size.height);
    scene = {
      graph,
      live,
      painter: createPainter(live),
      drawnAs: new Map([...drawing.nodes].flatMap(([id, own]) => own.map((node) => [node, id] as const))),
      unbind: bindPicture(layer, live, {
        open: events.onSelect,
        toggleLane: fold,
        centre: (id) => centreOn(id, Math.max(1, view.scale())),
        focus(id) {
          const box = live.boxOf(id);
          if (box !== null && (!view.isInView(box) || view.scale() < legible))
            show(live.drawing.nodes.get(id)?.[0] ?? id);
        },
        zoomIn: () => view.zoom(2),
        pan: (x, y) => view.pan(x, y),
      }),
    };
    live.makeTabStop(scene.drawnAs.get(graph.entries[0] ?? "") ?? [...drawing.nodes.keys()][0] ?? "");
    const target = wanted;
    wanted = null;
    if (target !== null)
      centreOn(scene.drawnAs.get(target) ?? target, first ? comfortable() : view.scale(), { jump: true });
    else if (first) begin(true);
    const heldBox = held === null ? null : live.boxOf(scene.drawnAs.get(held.node) ?? held.node);
    if (held !== null && heldBox !== null) view.place(heldBox, held);
    if (painted !== null) scene.painter.paint(painted);
    markSelected();
  };
  return {
    async draw(graph, drawing, theme) {
      const number = (latest += 1);
      try {
        performance.mark("diagram-begun");
        const { svg } = await mermaidPicture(drawing.text, theme);
        if (number !== latest) return;
        performance.mark("diagram-rendered");
        enter(graph, drawing, svg);
        events.onTrouble(null);
        requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("diagram-painted")));
      } catch (error) {
        if (number === latest) events.onTrouble(error instanceof Error ? error.message : String(error));
      }
    },
    paint(paint) {
      painted = paint;
      scene?.painter.paint(paint);
    },
    select(node) {
      selected = node;
      markSelected();
    },
    start: () => begin(false),
    actualSize: () => view.zoom(1 / view.scale()),
    show(node) {
      show(node);
    },
    makeLegible(node) {
      if (scene !== null && view.scale() < legible) show(node);
    },
    fit: () => view.fit(),
    zoom: (factor) => view.zoom(factor),
    end() {
      latest += 1;
      scene?.unbind();
      sizes.disconnect();
      view.end();
      foldOnly([]);
    },
  };
}
