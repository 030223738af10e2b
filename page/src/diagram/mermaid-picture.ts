import mermaid from "mermaid";

let number = 0;

/** Draws a Mermaid text as GitHub draws it. Gives the SVG as text, and its id, which the ids within begin with. */
export async function mermaidPicture(
  text: string,
  theme: "light" | "dark",
): Promise<{ readonly id: string; readonly svg: string }> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    // As GitHub draws: mermaid 12 would lay out, colour and wrap in a way of its own.
    layout: "dagre",
    look: "classic",
    theme: theme === "dark" ? "dark" : "default",
    flowchart: { wrappingWidth: 200 },
    maxTextSize: 1_000_000,
    maxEdges: 10_000,
    suppressErrorRendering: true,
  });
  const id = `picture-${(number += 1)}`;
  const { svg } = await mermaid.render(id, text);
  return { id, svg };
}
