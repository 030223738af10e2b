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
    theme: theme === "dark" ? "dark" : "default",
    maxTextSize: 1_000_000,
    maxEdges: 10_000,
    suppressErrorRendering: true,
  });
  const id = `picture-${(number += 1)}`;
  const { svg } = await mermaid.render(id, text);
  return { id, svg };
}
