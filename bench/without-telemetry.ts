import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { run } from "../src/runtime/run.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));
const folders = ["text", "diagnostics", "mermaid", "registry", "definition", "graph", "runtime"];

/** All that tracing added to the engine, by file: what is there, and what stood there before. */
const cuts: Readonly<Record<string, readonly (readonly [there: RegExp, before: string])[]>> = {
  "walk.ts": [
    [
      /run\.scope === null \? node\.handler\(context\) : inScope\(run\.scope, context\)/,
      "node.handler(context)",
    ],
  ],
  "attempts.ts": [
    [/const \{ node, execution \} = context;/, "const { node } = context;"],
    [
      /execution\.scope === null \? node\.handler\(context\) : inScope\(execution\.scope, context\)/,
      "node.handler(context)",
    ],
  ],
  "execution.ts": [
    [/readonly scope: StepScope \| null;/, ""],
    [/this\.scope = options\.scope \?\? null;/, ""],
  ],
  "step-log.ts": [
    [/const \{ scope \} = this\.run;/, ""],
    [/scope === null \? record : \{ \.\.\.scope\.fields\(node\.id, visit\), \.\.\.record \}/, "record"],
  ],
};

/** Loads a copy of the engine out of which every line that is there for tracing was cut. Throws when one is not found. */
export async function engineWithoutTelemetry(): Promise<typeof run> {
  await mkdir(join(repository, ".ragstep"), { recursive: true });
  // Inside the repository, so that the copy finds its packages.
  const copy = await mkdtemp(join(repository, ".ragstep/no-telemetry-"));
  try {
    for (const folder of folders)
      await cp(join(repository, "src", folder), join(copy, folder), { recursive: true });
    for (const [file, places] of Object.entries(cuts)) {
      const path = join(copy, "runtime", file);
      let text = await readFile(path, "utf8");
      for (const [there, before] of places) {
        if (!there.test(text)) throw new Error(`${file} has no ${there.source}`);
        text = text.replace(there, before);
      }
      if (/inScope\(|\bscope\.fields/.test(text)) throw new Error(`${file} still asks the scope.`);
      await writeFile(path, text);
    }
    const loaded: { readonly run: typeof run } = await import(
      pathToFileURL(join(copy, "runtime/run.ts")).href
    );
    return loaded.run;
  } finally {
    await rm(copy, { recursive: true });
  }
}
