import { filesBelow, readFileText } from "../../src/cli/file-texts.ts";
import { link } from "../../src/graph/link.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { findLayout } from "../../src/project/layout.ts";
import type { Layout } from "../../src/project/layout.ts";
import { readRegistry } from "../../src/registry/read-registry.ts";
import type { ChangePlan } from "../../src/scaffold/change.ts";
import type { ScaffoldProject } from "../../src/scaffold/scaffold-project.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { repository } from "../cli/ragstep.ts";

/** Texts in place of those on disk, by absolute path; null for a file that is gone. */
export type Texts = ReadonlyMap<string, string | null>;

const known = new Map<string, string | null>();
const listed = new Map<string, readonly string[]>();

function onDisk(path: string): string | null {
  const before = known.get(path);
  if (before !== undefined) return before;
  const text = readFileText(path);
  known.set(path, text);
  return text;
}

function listedBelow(folder: string): readonly string[] {
  const before = listed.get(folder) ?? filesBelow(folder);
  listed.set(folder, before);
  return before;
}

/** The layout of this repository. */
export async function realLayout(): Promise<Layout> {
  return await findLayout(repository);
}

/** The real project with other texts in place of some of its files; nothing is written. */
export function realProject(layout: Layout, texts: Texts = new Map()): ScaffoldProject {
  const read = (path: string): string | null => texts.get(path) ?? (texts.has(path) ? null : onDisk(path));
  const file = (path: string) => sourceFile(path.slice(layout.root.length + 1), read(path) ?? "");
  const diagram = file(layout.diagram);
  const flowchart = parseFlowchart(diagram).value;
  if (flowchart === null || layout.registry === null) throw new Error("The diagram cannot be read.");
  const registry = readRegistry(file(layout.registry)).value;
  const below = (folder: string): readonly string[] => {
    const there = new Set(listedBelow(folder));
    for (const [path, text] of texts) {
      if (text === null) there.delete(path);
      else if (path.startsWith(`${folder}/`)) there.add(path);
    }
    return [...there].toSorted();
  };
  return { layout, graph: link(flowchart, diagram, registry).value, registry, read, filesBelow: below };
}

/** The texts after a plan. */
export function after(texts: Texts, plan: ChangePlan): Texts {
  return new Map([
    ...texts,
    ...plan.changes.map(({ path, after: text }): [string, string | null] => [path, text]),
  ]);
}

/** The files whose text is not the one on disk. */
export function differing(texts: Texts): readonly string[] {
  return [...texts].filter(([path, text]) => onDisk(path) !== text).map(([path]) => path);
}
