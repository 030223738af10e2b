import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { foldedDrawing } from "../../../page/src/diagram/folded-drawing.ts";
import { PictureError, readPicture } from "../../../page/src/diagram/read-picture.ts";
import { twoLanes } from "./graph-views.ts";

/** A picture as mermaid writes it, as far as ids go. */
const picture = `<svg id="p-1">
  <g class="clusters"><g class="cluster" id="p-1-a"></g><g class="cluster" id="p-1-b"></g></g>
  <g class="edgePaths">
    <path data-id="L_Ask_Choose_0"/><path data-id="L_Choose_Work_0"/><path data-id="L_Choose_Check_0"/>
    <path data-id="L_Choose_Refuse_0"/><path data-id="L_Work_Check_0"/>
    <path data-id="L_Check_End_2" class="poor"/><path data-id="L_Check_End_0" class="good"/>
    <path data-id="Check-cyclic-special-1"/><path data-id="Check-cyclic-special-mid"/><path data-id="Check-cyclic-special-2"/>
    <path data-id="L_Refuse_End_0"/><path data-id="L_Db_Work_0"/>
  </g>
  <g class="edgeLabels"><g class="edgeLabel"><g class="label" data-id="L_Check_End_2">Poor</g></g></g>
  <g class="nodes">${["Ask", "Choose", "Refuse", "Work", "Check", "End", "Db"]
    .map((id, at) => `<g class="node" id="p-1-flowchart-${id}-${at}"></g>`)
    .join("")}</g>
</svg>`;

function svgOf(text: string) {
  const svg = parseHTML(`<html><body>${text}</body></html>`).document.querySelector("svg");
  if (svg === null) throw new Error("no svg");
  return svg;
}

const drawing = foldedDrawing(twoLanes, new Set());

describe("a picture is read", () => {
  test("node by node, lane by lane, edge by edge", () => {
    const { nodes, lanes, edges } = readPicture(svgOf(picture), drawing);
    expect([...nodes].map(([id, element]) => [id, element.id])).toContainEqual([
      "Work",
      "p-1-flowchart-Work-3",
    ]);
    expect(nodes.has("Db")).toBe(false);
    expect([...lanes.keys()]).toEqual(["a", "b"]);
    expect(edges.map(({ places }) => places)).toEqual(twoLanes.edges.map((_, place) => [place]));
  });

  test("with edges between the same two nodes in the order of the text", () => {
    const { edges } = readPicture(svgOf(picture), drawing);
    const classes = [5, 6].map((at) => edges[at]?.paths.map((path) => path.getAttribute("class")));
    expect(classes).toEqual([["good"], ["poor"]]);
    expect(edges[6]?.label?.textContent).toBe("Poor");
    expect(edges[5]?.label).toBeNull();
  });

  test("with the three pieces of an arrow from a node to itself", () => {
    expect(readPicture(svgOf(picture), drawing).edges[7]?.paths).toHaveLength(3);
  });

  test("or refused with the names of all that is not there", () => {
    const without = picture
      .replace("flowchart-Work-", "node-Work-")
      .replace('id="p-1-b"', "")
      .replace("L_Refuse_End_0", "");
    const read = () => readPicture(svgOf(without), drawing);
    expect(read).toThrow(PictureError);
    expect(read).toThrow("lacks the node `Work`, the lane `b`, the edge 1 from `Refuse` to `End`, so");
  });
});
