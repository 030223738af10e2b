import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/diagnostics/errors.ts";
import { findLayout, findRoot, shownPath } from "../../src/project/layout.ts";
import { folderWith } from "../cli/ragstep.ts";

const diagram = "docs/architecture/diagrams/flow.mmd";
const standard = { [diagram]: "flowchart TD", "registry/rag_steps.yml": "steps: []", "steps/state.ts": "" };

describe("the layout of a project", () => {
  test("is the standard one without a configuration", async () => {
    const root = await folderWith(standard);
    expect(await findLayout(root)).toEqual({
      root,
      configFile: null,
      diagram: join(root, diagram),
      registry: join(root, "registry/rag_steps.yml"),
      steps: join(root, "steps"),
      state: join(root, "steps/state.ts"),
      environment: join(root, "steps/environment.ts"),
      services: null,
      types: join(root, "steps/ragstep.gen.ts"),
      docs: join(root, "docs/architecture"),
      tests: join(root, "test"),
      rules: {},
    });
  });

  test("is found from any folder inside", async () => {
    const root = await folderWith({ ...standard, "steps/lane/Deep.ts": "" });
    expect(findRoot(join(root, "steps/lane"))).toBe(root);
  });

  test("is what the configuration says, relative to the configuration", async () => {
    const root = await folderWith({
      "ragstep.config.mjs":
        'export default { diagram: "a/flow.mmd", registry: "b/steps.yml", steps: "src/nodes", types: "src/graph.gen.ts" };',
      "src/nodes/services.ts": "",
    });
    expect(await findLayout(join(root, "src"))).toMatchObject({
      root,
      configFile: join(root, "ragstep.config.mjs"),
      diagram: join(root, "a/flow.mmd"),
      registry: join(root, "b/steps.yml"),
      state: join(root, "src/nodes/state.ts"),
      services: join(root, "src/nodes/services.ts"),
      types: join(root, "src/graph.gen.ts"),
    });
  });

  test("is what the flags say first of all, relative to the current folder", async () => {
    const root = await folderWith({
      ...standard,
      "other/x.mmd": "",
      "ragstep.config.mjs": 'export default { diagram: "a.mmd" };',
    });
    const layout = await findLayout(join(root, "other"), {
      diagram: "x.mmd",
      registry: "../r.yml",
      steps: ".",
    });
    expect(layout).toMatchObject({
      diagram: join(root, "other/x.mmd"),
      registry: join(root, "r.yml"),
      steps: join(root, "other"),
    });
  });

  test("has no registry when a diagram from elsewhere is named without one", async () => {
    const root = await folderWith(standard);
    const elsewhere = await folderWith({ "flow.mmd": "" });
    expect(await findLayout(root, { diagram: join(elsewhere, "flow.mmd") })).toMatchObject({
      registry: null,
    });
  });
});

describe("a configuration that is wrong is a sentence", () => {
  test.for<readonly [name: string, files: Readonly<Record<string, string>>, message: RegExp]>([
    [
      "an unknown key",
      { "ragstep.config.mjs": "export default { diagarm: 'x' };" },
      /unknown key `diagarm`. Did you mean `diagram`/,
    ],
    [
      "no path",
      { "ragstep.config.mjs": "export default { diagram: 5 };" },
      /wants a path in `diagram`, and found 5/,
    ],
    ["no object", { "ragstep.config.mjs": "export default null;" }, /no default export that is an object/],
    ["a mistake in its syntax", { "ragstep.config.mjs": "export default {" }, /cannot be loaded: /],
    ["an error thrown", { "ragstep.config.mjs": "throw new Error('no');" }, /cannot be loaded: Error: no/],
    ["another one beside it", { "ragstep.config.mjs": "", "ragstep.config.js": "" }, /are both there/],
    ["no diagram at all", { "ragstep.config.mjs": "export default {};" }, /No diagram/],
    [
      "several diagrams",
      { "docs/architecture/diagrams/a.mmd": "", "docs/architecture/diagrams/b.mmd": "" },
      /\(a\.mmd, b\.mmd\)/,
    ],
  ])("with %s", async ([, files, message]) => {
    const root = await folderWith(files);
    const failure: unknown = await findLayout(root).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(failure).toMatchObject({ message: expect.stringMatching(message), hint: expect.any(String) });
  });
});

test("paths are shown relative to the project, and whole outside of it", () => {
  expect(shownPath({ root: "/a/b" }, "/a/b/c/d.ts")).toBe("c/d.ts");
  expect(shownPath({ root: "/a/b" }, "/a/x.ts")).toBe("/a/x.ts");
});
