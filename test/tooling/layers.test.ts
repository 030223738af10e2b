import { execFile } from "node:child_process";
import { cp, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith } from "../cli/ragstep.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const cruiser = join(repository, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");

/** A small tree with the folders of this repository, in which every file but the good ones breaks one wall. */
const tree = {
  "package.json": JSON.stringify({
    name: "walls",
    type: "module",
    imports: { "#ragstep": "./src/index.ts", "#rag/*": "./src/rag/*" },
    dependencies: {},
  }),
  "src/index.ts": 'export { text } from "./text/text.ts";',
  "src/text/text.ts": "export const text = 1;",
  "src/text/back.ts": 'export { graph } from "../graph/graph.ts";',
  "src/graph/graph.ts": 'export { text as graph } from "../text/text.ts";',
  "src/graph/reads.ts": 'export { readFileSync } from "node:fs";',
  "src/runtime/serves.ts": 'export { createServer } from "node:http";',
  "src/runtime/services.ts": 'export { service } from "../rag/service.ts";',
  "src/runtime/to-steps.ts": 'export { default } from "../../steps/lane/Good.ts";',
  "src/runtime/gone.ts": 'export { gone } from "./nowhere.ts";',
  "src/report/terminal.ts": 'export { cli } from "../cli/cli.ts";',
  "src/cli/cli.ts": "export const cli = 1;",
  "src/cli/circle-a.ts": 'export { b } from "./circle-b.ts"; export const a = 1;',
  "src/cli/circle-b.ts": 'export { a } from "./circle-a.ts"; export const b = 1;',
  "src/rag/service.ts": "export const service = 1;",
  "src/rag/engine.ts": 'export { graph } from "../graph/graph.ts";',
  "steps/lane/Good.ts":
    'import { text } from "#ragstep"; import { service } from "#rag/service.ts"; export default [text, service];',
  "steps/lane/Inside.ts": 'import { graph } from "../../src/graph/graph.ts"; export default graph;',
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

async function violations(
  folder: string,
): Promise<{ readonly found: readonly string[]; readonly looked: number }> {
  const text = await new Promise<string>((resolve) => {
    const words = [cruiser, "--config", ".dependency-cruiser.js", "--output-type", "json", "src", "steps"];
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (_, stdout) =>
      resolve(stdout),
    );
  });
  const { summary } = JSON.parse(text) as {
    readonly summary: { readonly violations: readonly Violation[]; readonly totalCruised: number };
  };
  return {
    found: summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`),
    looked: summary.totalCruised,
  };
}

describe("the walls between the folders", () => {
  let found: readonly string[] = [];

  beforeAll(async () => {
    const folder = await folderWith(tree);
    await cp(join(repository, ".dependency-cruiser.js"), join(folder, ".dependency-cruiser.js"));
    await cp(join(repository, "tsconfig.json"), join(folder, "tsconfig.json"));
    await symlink(join(repository, "node_modules"), join(folder, "node_modules"));
    found = (await violations(folder)).found;
  });

  test.each([
    "src-text-looks-back: src/text/back.ts",
    "few-read-the-disk: src/graph/reads.ts",
    "few-open-connections: src/runtime/serves.ts",
    "engine-knows-no-services: src/runtime/services.ts",
    "src-never-imports-steps: src/runtime/to-steps.ts",
    "nothing-unresolved: src/runtime/gone.ts",
    "cli-is-on-top: src/report/terminal.ts",
    "no-cycles: src/cli/circle-a.ts",
    "rag-stands-aside: src/rag/engine.ts",
    "steps-use-the-public-doors: steps/lane/Inside.ts",
  ])("are guarded: %s", (violation) => {
    expect(found).toContain(violation);
  });

  test("let through what is allowed", () => {
    expect(found.filter((line) => /Good\.ts|index\.ts|text\/text\.ts/.test(line))).toEqual([]);
  });
});

test("the walls of this repository stand, and all its files were looked at", async () => {
  const { found, looked } = await violations(repository);
  expect(found).toEqual([]);
  expect(looked).toBeGreaterThan(100);
});

test("every wall says why it stands", async () => {
  const {
    default: config,
  }: {
    readonly default: { readonly forbidden: readonly { readonly name: string; readonly comment?: string }[] };
  } = await import(join(repository, ".dependency-cruiser.js"));
  for (const { name, comment } of config.forbidden) expect(comment ?? "", name).toMatch(/\w{3}.*[.]$/s);
});

test("the map of the architecture shows the folders in the order of the walls", async () => {
  const {
    default: config,
  }: { readonly default: { readonly forbidden: readonly { readonly name: string }[] } } = await import(
    join(repository, ".dependency-cruiser.js")
  );
  const walls = config.forbidden.flatMap(({ name }) => /^src-(\w+)-looks-back$/.exec(name)?.[1] ?? []);
  const map = await readFile(join(repository, "docs/architecture/README.md"), "utf8");
  const shown = Array.from(map.matchAll(/^\| `src\/(\w+)` /gm), ([, folder]) => folder);
  expect(shown.filter((folder) => walls.includes(folder ?? ""))).toEqual(walls);
});
