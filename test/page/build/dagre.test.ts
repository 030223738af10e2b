import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "vite";
import type { Plugin } from "vite";
import { dagre } from "../../../page/build/dagre.ts";

interface Sketch {
  readonly lanes: number;
  readonly nodes: readonly { readonly width: number; readonly lane: number }[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly label: number }[];
  readonly rankdir: "TB" | "LR";
}

/** Lays a graph out, and tells where everything came to be. */
type Layout = (sketch: Sketch) => unknown;

const script = `
import { layout } from "dagre-d3-es/src/dagre/index.js";
import { Graph } from "dagre-d3-es/src/graphlib/index.js";
export default function ({ lanes, nodes, edges, rankdir }) {
  const g = new Graph({ multigraph: true, compound: true }).setGraph({ rankdir, nodesep: 50, ranksep: 50 });
  for (let lane = 0; lane < lanes; lane++) g.setNode("lane" + lane, {});
  // Names that are numbers, and those that objects have already.
  const name = (at) => [String(at * 7), "n." + at, ["length", "constructor"][(at - 20) / 3] ?? "n" + at][at % 3];
  nodes.forEach(({ width, lane }, at) => {
    g.setNode(name(at), { width, height: 40 });
    if (lane < lanes) g.setParent(name(at), "lane" + lane);
  });
  edges.forEach(({ from, to, label }, at) =>
    g.setEdge(name(from % nodes.length), name(to % nodes.length),
      { minlen: 1, weight: 1, width: label, height: label === 0 ? 0 : 20, labelpos: "c", labeloffset: 10 }, "e" + at));
  layout(g);
  return JSON.stringify([g.graph(), g.nodes().map((v) => [v, g.node(v)]), g.edges().map((e) => [e, g.edge(e)])]);
}
`;

let folder = "";

async function layoutWith(name: string, plugins: Plugin[]): Promise<Layout> {
  await build({
    configFile: false,
    root: folder,
    logLevel: "warn",
    plugins,
    resolve: { alias: { "dagre-d3-es": join(import.meta.dirname, "../../../node_modules/dagre-d3-es") } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: name,
      rolldownOptions: { input: join(folder, "layout.js"), output: { entryFileNames: "layout.mjs" } },
    },
  });
  const built: { default: Layout } = await import(pathToFileURL(join(folder, name, "layout.mjs")).href);
  return built.default;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ragstep-dagre-"));
  await writeFile(join(folder, "layout.js"), script);
});
afterAll(() => rm(folder, { recursive: true }));

test("the page's dagre lays every graph out as dagre itself does", async () => {
  const own = await layoutWith("own", dagre());
  const theirs = await layoutWith("theirs", []);
  const place = fc.nat(40);
  const sketches: fc.Arbitrary<Sketch> = fc.record({
    lanes: fc.nat(4),
    nodes: fc.array(fc.record({ width: fc.integer({ min: 10, max: 200 }), lane: fc.nat(5) }), {
      minLength: 1,
      maxLength: 30,
    }),
    edges: fc.array(fc.record({ from: place, to: place, label: fc.constantFrom(0, 30, 80) }), {
      maxLength: 50,
    }),
    rankdir: fc.constantFrom("TB", "LR"),
  });
  const told = (layout: Layout, sketch: Sketch): unknown => {
    try {
      return layout(sketch);
    } catch (error) {
      // What dagre cannot lay out, it cannot lay out here.
      return error instanceof Error ? error.name : error;
    }
  };
  let laidOut = 0;
  fc.assert(
    fc.property(sketches, (sketch) => {
      const right = told(theirs, sketch);
      expect(told(own, sketch)).toEqual(right);
      if (String(right).startsWith("[")) laidOut += 1;
    }),
  );
  expect(laidOut).toBeGreaterThan(50);
});
