import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { handlerFiles } from "../../src/project/handler-files.ts";
import { isThere } from "../../src/project/is-there.ts";
import { findLayout } from "../../src/project/layout.ts";
import type { Layout } from "../../src/project/layout.ts";
import { loadDocs } from "../../src/project/load-docs.ts";
import { loadGraph } from "../../src/project/load-graph.ts";
import { sourceReader } from "../../src/project/read-source.ts";
import { testFiles } from "../../src/project/test-files.ts";
import { folderWith } from "../cli/ragstep.ts";

const files = {
  "package.json": '{ "type": "module" }\n',
  "docs/architecture/diagrams/flow.mmd": "flowchart TD\n  A([a]) --> B([b])\n",
  "docs/architecture/page.md": "# A page\n",
  "docs/architecture/gone.md": "# Gone\n",
  "test/steps/A.test.ts": 'test("A");\n',
  "steps/word.ts": 'export const word = "disk";\n',
  "steps/A.ts": 'import { word } from "./word.ts";\nexport default `A ${word}`;\n',
  "steps/lane/B.ts": 'import { word } from "../word.ts";\nexport default `B ${word}`;\n',
  "steps/lane/Gone.ts": "export default 1;\n",
};

/** A project on disk as some texts would change it. */
async function drafted(texts: Readonly<Record<string, string | null>>): Promise<Layout> {
  const root = await folderWith(files);
  const layout = await findLayout(root);
  const overlay = new Map(Object.entries(texts).map(([path, text]) => [join(root, path), text]));
  return { ...layout, overlay };
}

const change = {
  "docs/architecture/diagrams/flow.mmd": "flowchart TD\n  A([a]) --> C[c] --> B([b])\n",
  "docs/architecture/new.md": "# New\n",
  "docs/architecture/gone.md": null,
  "test/steps/lane/C.test.ts": 'test("C");\n',
  "steps/word.ts": 'export const word = "draft";\n',
  "steps/lane/C.ts": 'import { word } from "../word.ts";\nexport default `C ${word}`;\n',
  "steps/lane/Gone.ts": null,
};

describe("a project with a change that is not made yet", () => {
  it("is read as the change would make it", async () => {
    const layout = await drafted(change);
    const { value } = loadGraph(layout);
    expect(value.graph?.nodes.map(({ id }) => id)).toEqual(["A", "C", "B"]);
    const pages = loadDocs(layout).map(({ file }) => [file.path, file.text]);
    expect(pages).toEqual([
      ["docs/architecture/new.md", "# New\n"],
      ["docs/architecture/page.md", "# A page\n"],
    ]);
    expect(testFiles(layout).map(({ path }) => path)).toEqual([
      "test/steps/A.test.ts",
      "test/steps/lane/C.test.ts",
    ]);
    const handlers = handlerFiles(layout.steps, [], layout.overlay);
    expect(handlers.map(({ name, lane }) => [name, lane])).toEqual([
      ["A", null],
      ["B", "lane"],
      ["C", "lane"],
      ["word", null],
    ]);
    const read = sourceReader(layout);
    expect(read(join(layout.steps, "word.ts")).text).toContain("draft");
    expect(read(join(layout.steps, "lane/Gone.ts")).text).toBe("");
    expect([
      isThere(layout, "docs/architecture/new.md"),
      isThere(layout, "docs/architecture/gone.md"),
    ]).toEqual([true, false]);
  });
});

describe("its code", () => {
  /** In a process of its own, where modules are Node's. */
  async function imported(...names: readonly string[]): Promise<unknown> {
    const root = await folderWith(files);
    const script = fileURLToPath(new URL("overlay-imports.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [
      script,
      root,
      JSON.stringify(change),
      ...names,
    ]);
    return JSON.parse(stdout);
  }

  it("is imported as the change would make it, and afterwards as it is", async () => {
    expect(await imported("steps/A.ts", "steps/lane/B.ts")).toEqual([
      ["A draft", "B draft"],
      ["A disk", "B disk"],
    ]);
  });

  it("has the modules that would come, and lacks those that would go", async () => {
    expect(await imported("steps/lane/C.ts", "steps/lane/Gone.ts")).toEqual([
      ["C draft", "Cannot find module '/steps/lane/Gone.ts'"],
      [expect.stringContaining("Cannot find module"), 1],
    ]);
  });
});
