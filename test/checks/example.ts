import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

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

/** Writes the files of an example into a new folder for as long as `look` takes. */
export async function withFiles<T>({ files }: Example, look: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "ragstep-example-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await look(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
