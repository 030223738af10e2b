import { join, relative } from "node:path";
import type { Graph } from "../graph/graph.ts";
import { generatedTypes } from "../project/generated-types.ts";
import type { Layout } from "../project/layout.ts";
import { testFiles } from "../project/test-files.ts";
import { testsByStep } from "../report/tests-by-step.ts";

/** A file that follows from diagram, registry and tests. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Everything that `ragstep gen` writes, as it should be. The same project gives the same texts. */
export function generatedFiles(layout: Layout, graph: Graph): readonly GeneratedFile[] {
  const page = join(layout.docs, "tests-by-step.md");
  const up = relative(layout.docs, layout.root).replaceAll("\\", "/");
  const types = generatedTypes(layout, graph);
  const tests = testFiles(layout);
  return [
    { path: layout.types, text: types },
    { path: page, text: testsByStep(graph, tests, up === "" ? "" : `${up}/`) },
  ];
}
