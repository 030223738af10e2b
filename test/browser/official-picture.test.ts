import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { inBrowser } from "./pages.ts";
import { servedPage } from "./served-page.ts";

/** The package as its authors publish it for pages. */
const official = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");

/**
 * Every element within a picture: what it is, where it is and what it says; in the order in which it is drawn. Outlines of
 * nodes are told without their path: mermaid puts a random seed into the curves of round ones.
 */
const drawnIn = (
  selector: string,
) => `[...document.querySelectorAll('${selector} svg, ${selector} svg *')].map(
  (element) =>
    [
      element.tagName,
      ...["viewBox", "transform", element.closest("g.node") === null ? "d" : "", "points", "x", "y", "cx", "cy", "r", "rx", "ry"].map((name) => element.getAttribute(name || "none") ?? "-"),
      ...(element.tagName === "svg" ? [] : [element.getAttribute("width"), element.getAttribute("height")]),
      element.children.length === 0 && element.tagName !== "style" ? element.textContent : "",
      ...["fill", "stroke", "stroke-width", "font-size"].map((name) => getComputedStyle(element).getPropertyValue(name)),
    ].join(" "),
)`;

const drawn = (theme: string) => `(async () => {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    layout: "dagre",
    look: "classic",
    theme: "${theme}",
    flowchart: { wrappingWidth: 200 },
    maxTextSize: 1_000_000,
    maxEdges: 10_000,
  });
  const { diagram } = await (await fetch("/api/graph")).json();
  const { svg } = await mermaid.render("picture-1", diagram);
  // In the place of the page's own, so that the same styles hold for both.
  document.querySelector(".diagram-layer").innerHTML = svg;
})()`;

inBrowser("the picture of the page", () => {
  test.each([
    ["light", "default"],
    ["dark", "dark"],
  ] as const)("is what mermaid's own package draws, every element of it: %s", async (colorScheme, theme) => {
    const { page, go } = await servedPage({ browser: { colorScheme, bypassCSP: true } });
    await go();
    const ours = await page.evaluate<readonly string[]>(drawnIn(".diagram-layer"));
    expect(ours.length).toBeGreaterThan(2000);
    await page.addScriptTag({ path: official });
    await page.evaluate(drawn(theme));
    const theirs = await page.evaluate<readonly string[]>(drawnIn(".diagram-layer"));
    expect(theirs.length).toBe(ours.length);
    const different = theirs.flatMap((one, at) =>
      one === ours[at] ? [] : [{ theirs: one, ours: ours[at] }],
    );
    expect(different.slice(0, 3)).toEqual([]);
  });
});
