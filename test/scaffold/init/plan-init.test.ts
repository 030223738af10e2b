import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/diagnostics/errors.ts";
import { initialFiles, planInit } from "../../../src/scaffold/init/plan-init.ts";
import type { InitFolder } from "../../../src/scaffold/init/plan-init.ts";

const versions = {
  dependencies: { ragstep: "^1.0.0", zod: "^4.0.0" },
  devDependencies: { vitest: "^5.0.0" },
};

function folder(files: Readonly<Record<string, string>>): InitFolder {
  const entries = [...new Set(Object.keys(files).map((path) => path.split("/")[0] ?? ""))];
  return { path: "/p/My Flow", name: "My Flow", entries, read: (path) => files[path] ?? null };
}

function plan(files: Readonly<Record<string, string>> = {}) {
  return planInit(folder(files), versions, []);
}

function manifestOf(files: Readonly<Record<string, string>> = {}): string {
  const change = plan(files).changes.find(({ path }) => path === "/p/My Flow/package.json");
  return change?.after ?? "";
}

describe("a plan for a new project", () => {
  test("makes every file in an empty folder, and a manifest that npm takes", () => {
    const { changes, notes } = plan();
    expect(changes.map(({ path }) => path)).toEqual(
      ["package.json", ...initialFiles("x").map(({ path }) => path)].map((path) => `/p/My Flow/${path}`),
    );
    expect(changes.every(({ before }) => before === null)).toBe(true);
    expect(notes).toEqual([]);
    expect(JSON.parse(manifestOf())).toMatchObject({ name: "my-flow", type: "module", ...versions });
  });

  test("refuses what is there with another text, all of it at once", () => {
    const files = { "steps/state.ts": "mine", "tsconfig.json": "{}" };
    expect(() => plan(files)).toThrow(UsageError);
    expect(() => plan(files)).toThrow(
      "`steps/state.ts`, `tsconfig.json` are there already, with another text.",
    );
  });

  test("lets README and ignored files stay, and says so", () => {
    const { changes, notes } = plan({ "README.md": "# Mine", ".gitignore": "x" });
    expect(changes.filter(({ path }) => /README|gitignore/.test(path))).toEqual([]);
    expect(notes).toEqual([
      "`.gitignore` stays as it is; `node_modules/` and `.ragstep/` belong into it.",
      "`README.md` stays as it is.",
    ]);
  });

  test("has nothing against a file that is as it would be", () => {
    const same = Object.fromEntries(initialFiles("My Flow").map(({ path, text }) => [path, text]));
    expect(plan(same).changes.filter(({ before, after }) => before !== after)).toHaveLength(1);
  });
});

describe("a manifest that is there already", () => {
  const initial = JSON.stringify({
    name: "mine",
    type: "commonjs",
    license: "ISC",
    scripts: { test: 'echo "Error: no test specified" && exit 1', start: "node server.js" },
    dependencies: { ragstep: "file:../ragstep.tgz" },
  });

  test("keeps its order, its scripts and its versions, and gets what it lacks", () => {
    const text = manifestOf({ "package.json": initial });
    expect(Object.keys(JSON.parse(text))).toEqual([
      "name",
      "type",
      "license",
      "scripts",
      "dependencies",
      "engines",
      "devDependencies",
    ]);
    expect(JSON.parse(text)).toMatchObject({
      type: "module",
      scripts: { start: "node server.js", test: expect.stringContaining("ragstep check") },
      dependencies: { ragstep: "file:../ragstep.tgz", zod: "^4.0.0" },
    });
  });

  test("keeps a test of its own", () => {
    const own = JSON.stringify({ type: "module", scripts: { test: "node --test" } });
    expect(JSON.parse(manifestOf({ "package.json": own }))).toMatchObject({
      scripts: { test: "node --test" },
    });
  });

  test("does not turn CommonJS code beside it into modules", () => {
    expect(() => plan({ "package.json": initial, "server.js": "" })).toThrow(
      "`package.json` says that the code beside it is CommonJS",
    );
    expect(() => plan({ "package.json": '{"type":"module"}', "server.js": "" })).not.toThrow();
  });

  test.each([
    ['{ "name": }', "`package.json` is not JSON: line 1, column 11 cannot be read."],
    ["[]", "`package.json` is no manifest that npm would take."],
    ['{ "scripts": [] }', "`package.json` is no manifest that npm would take."],
  ])("%s is refused", (text, message) => {
    expect(() => plan({ "package.json": text })).toThrow(message);
  });
});
