import { useEffect, useRef } from "preact/hooks";
import { graph } from "../page-state.ts";
import { theme } from "../theme.ts";
import { mermaidPicture } from "./mermaid-picture.ts";
import type { DiagramProps } from "./paint.ts";

/** The diagram as it stands in the file, with what the view draws over it. */
export function Diagram(_props: DiagramProps) {
  const layer = useRef<HTMLDivElement>(null);
  const loaded = graph.value;
  const shown = theme.value;
  useEffect(() => {
    if (loaded === null) return;
    void mermaidPicture(loaded.diagram, shown).then(({ svg }) => {
      if (layer.current !== null) layer.current.innerHTML = svg;
      performance.mark("diagram-drawn");
    });
  }, [loaded, shown]);
  return <div class="diagram" ref={layer} style={{ overflow: "auto", height: "100%" }} />;
}
