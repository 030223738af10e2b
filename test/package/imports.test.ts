import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Prints the packages of all modules that an import of the public API resolves, services included if there were any. */
const script = `
  import { registerHooks } from "node:module";
  const packages = new Set();
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(found.url)?.[1];
      if (name) packages.add(name);
      else if (found.url.startsWith("file:")) packages.add(/\\/src\\/([^/]+)/.exec(found.url)?.[1] ?? found.url);
      return found;
    },
  });
  await import("#ragstep");
  console.log(JSON.stringify([...packages]));
`;

test("the public API loads zod, keeps yaml and pino for their first use, and knows nothing of the services", async () => {
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd,
  });
  const loaded = JSON.parse(stdout) as readonly string[];
  expect(loaded).toEqual(expect.arrayContaining(["zod", "graph", "runtime"]));
  for (const other of [
    "yaml",
    "pino",

    "ai",
    "sqlite-vec",
    "keyv",
    "@keyv/redis",
    "@orama/stemmers",
    "@ai-sdk/openai",
    "rag",
    "cli",
  ]) {
    expect(loaded).not.toContain(other);
  }
});
