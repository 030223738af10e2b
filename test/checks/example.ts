import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateTypes } from "../../src/graph/generate-types.ts";
import { loadGraph } from "../../src/project/load-graph.ts";
import { folderLayout } from "./check-folder.ts";

/** A fenced block of a page: the first word behind the fence, the path behind it, and the text. */
interface Block {
  readonly language: string;
  readonly path: string | undefined;
  readonly text: string;
}

/** The example of a rule's page: the files of a small project, and what the check prints. */
export interface Example {
  readonly files: Readonly<Record<string, string>>;
  readonly expected: string;
}

const standardPath: Readonly<Record<string, string>> = { mermaid: "diagram.mmd", yaml: "registry.yml" };

function blocksOf(text: string): readonly Block[] {
  return Array.from(
    text.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms),
    ([, language = "", path, body = ""]) => ({ language, path, text: body }),
  );
}

/** The sections of a page, by heading. */
export function sectionsOf(page: string): ReadonlyMap<string, string> {
  return new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)] as const),
  );
}

/**
 * Reads a section `Example`: a `mermaid` block is the diagram, a `yaml` block the registry, any block may name another
 * file (`ts steps/ask/Answer.ts`, `yaml registry.before.yml`), and the `text` block is what is printed.
 */
export function exampleOf(section: string): Example {
  const files: Record<string, string> = {};
  let expected = "";
  for (const { language, path, text } of blocksOf(section)) {
    if (language === "text" && path === undefined) expected = text;
    else files[path ?? standardPath[language] ?? language] = text;
  }
  return { files, expected };
}

/** Inside the repository, so that an example's handlers can import the engine as steps here do. */
const place = fileURLToPath(new URL("../../.ragstep", import.meta.url));

/** Writes what `ragstep gen` would: a page need not show it. */
async function writeTypes(folder: string): Promise<void> {
  const { value } = loadGraph(folderLayout(folder));
  if (value.graph === null) return;
  const types = generateTypes(value.graph, { engine: "#ragstep", environment: null });
  await writeFile(join(folder, "steps/ragstep.gen.ts"), types);
}

/** Writes the files of an example into a new folder for as long as `look` takes. */
export async function withFiles<T>({ files }: Example, look: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(place, { recursive: true });
  const folder = await mkdtemp(join(place, "example-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const paths = Object.keys(files);
    if (paths.some((path) => path.startsWith("steps/")) && !paths.includes("steps/ragstep.gen.ts"))
      await writeTypes(folder);
    return await look(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
