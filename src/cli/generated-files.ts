import { dirname, join, relative } from "node:path";
import { generateTypes } from "../graph/generate-types.ts";
import type { Graph } from "../graph/graph.ts";
import { engineSpecifier } from "../project/engine-specifier.ts";
import type { Layout } from "../project/layout.ts";
import { testFiles } from "../project/test-files.ts";
import { testsByStep } from "../report/tests-by-step.ts";

/** A file that follows from diagram, registry and tests. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** An import specifier from one file to another. */
function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

/** Everything that `ragstep gen` writes, as it should be. The same project gives the same texts. */
export async function generatedFiles(layout: Layout, graph: Graph): Promise<readonly GeneratedFile[]> {
  const page = join(layout.docs, "tests-by-step.md");
  const up = relative(layout.docs, layout.root).replaceAll("\\", "/");
  const [engine, tests] = await Promise.all([engineSpecifier(layout.root), testFiles(layout)]);
  const types = generateTypes(graph, {
    engine,
    state: specifier(layout.types, layout.state),
    environment: layout.services === null ? null : specifier(layout.types, layout.services),
  });
  return [
    { path: layout.types, text: types },
    { path: page, text: testsByStep(graph, tests, up === "" ? "" : `${up}/`) },
  ];
}
