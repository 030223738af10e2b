import { link } from "../../src/graph/link.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { readRegistry } from "../../src/registry/read-registry.ts";
import type { Planned } from "../../src/scaffold/change.ts";
import type { ScaffoldProject } from "../../src/scaffold/scaffold-project.ts";
import { sourceFile } from "../../src/text/source-file.ts";

const root = "/project";

/** A project in memory: a diagram, perhaps a registry, and other files by path. */
export function diagramProject(
  diagram: string,
  registry: string | null = null,
  files: Readonly<Record<string, string>> = {},
): ScaffoldProject {
  const file = sourceFile("flow.mmd", diagram);
  const flowchart = parseFlowchart(file).value;
  const read = registry === null ? null : readRegistry(sourceFile("steps.yml", registry)).value;
  const graph = flowchart && link(flowchart, file, read).value;
  if (graph === null) throw new Error("The diagram of a test cannot be linked.");
  const texts = new Map([
    ...Object.entries(files).map(([path, text]) => [`${root}/${path}`, text] as const),
    [`${root}/flow.mmd`, diagram],
    ...(registry === null ? [] : [[`${root}/steps.yml`, registry] as const]),
  ]);
  return {
    layout: {
      root,
      configFile: null,
      diagram: `${root}/flow.mmd`,
      registry: registry === null ? null : `${root}/steps.yml`,
      steps: `${root}/steps`,
      state: `${root}/steps/state.ts`,
      environment: `${root}/steps/environment.ts`,
      services: null,
      types: `${root}/steps/ragstep.gen.ts`,
      docs: `${root}/docs`,
      tests: `${root}/test`,
      rules: {},
    },
    graph,
    registry: read,
    read: (path) => texts.get(path) ?? null,
    filesBelow: (folder) => [...texts.keys()].filter((path) => path.startsWith(`${folder}/`)).toSorted(),
  };
}

/** The texts after a plan, by path in the project. Throws with the first problem when there is no plan. */
export function textsAfter({ value, diagnostics }: Planned): Readonly<Record<string, string | null>> {
  if (value === null) throw new Error(diagnostics[0]?.message ?? "no plan");
  return Object.fromEntries(value.changes.map(({ path, after }) => [path.slice(root.length + 1), after]));
}
