import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { expect, it } from "vitest";

import { projectDirectory } from "../support/fixture.ts";

/** Prints the packages that a program has loaded when it is done. */
function packagesLoadedBy(program: string): readonly string[] {
  const parsers = join(projectDirectory, "src/rag/documents/parsers/create-document-parsers.ts");
  const code = `
    import { registerHooks } from "node:module";
    const loaded = new Set();
    registerHooks({ resolve(specifier, context, next) {
      if (/^[a-z@]/.test(specifier) && !/^(?:node|file|data):/.test(specifier) && !context.parentURL?.includes("node_modules")) loaded.add(specifier);
      return next(specifier, context);
    } });
    const { createDocumentParsers } = await import(${JSON.stringify(parsers)});
    const parsers = createDocumentParsers({ projectDirectory: ${JSON.stringify(projectDirectory)} });
    const { createSystemClock } = await import(${JSON.stringify(join(projectDirectory, "src/runtime/system-clock.ts"))});
    const options = { signal: new AbortController().signal, clock: createSystemClock() };
    const file = { hash: "h", filename: "a", mime_type: "", kind: "text", bytes: Buffer.from("SEZIONE ERARIO 1040 0001 2026 10,00") };
    ${program}
    await parsers.close();
    console.log([...loaded].sort().join(" "));`;
  const flags = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", code];
  return execFileSync(process.execPath, flags, { cwd: projectDirectory, encoding: "utf8" }).trim().split(" ");
}

it("loads no library before a document needs it, and then only the one it needs", () => {
  expect(packagesLoadedBy("")).toEqual([""]);
  expect(packagesLoadedBy("await parsers.extractText(file, options);")).toEqual([""]);
  expect(packagesLoadedBy("await parsers.parseF24(file, options);")).toEqual(["decimal.js"]);
  expect(packagesLoadedBy("await parsers.parseFattura({ ...file, kind: 'xml' }, options);")).toEqual([
    "libxml2-wasm",
  ]);
});
