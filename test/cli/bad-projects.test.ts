import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { maxTextBytes } from "../../src/project/read-text.ts";
import { folderWith, ragstep, triageWith } from "./ragstep.ts";

const goodDiagram = "flowchart TD\n  Start([Start]) --> Done([Done])\n";
const goodRegistry = `steps:
  - { step: 1, id: x.start, node_id: Start, node_label: Start, type: startEnd, category: x, code_owner: x }
  - { step: 2, id: x.done, node_id: Done, node_label: Done, type: startEnd, category: x, code_owner: x }
`;
const aliasBomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${"bcdefghij"
  .split("")
  .map((name, at) => `${name}: &${name} [${`*${"abcdefghi"[at]}, `.repeat(9).slice(0, -2)}]`)
  .join("\n")}\nsteps: *j\n`;

async function check(diagram: string | Uint8Array, registry: string | Uint8Array) {
  const folder = await folderWith({ "flow.mmd": diagram, "steps.yml": registry });
  return await ragstep(["check", "--no-code", "--diagram", "flow.mmd", "--registry", "steps.yml"], {
    cwd: folder,
  });
}

test("a diagram and a registry made elsewhere are clean without a project", async () => {
  const { code, stdout } = await check(goodDiagram, goodRegistry);
  expect(stdout).toContain(
    "no problems in 2 nodes, 1 edge, 0 stores, 2 registry entries, 2 active, 0 planned, 0 deprecated",
  );
  expect(code).toBe(0);
});

describe("a broken file is a diagnostic with its place, and exit code 1", () => {
  test.for<
    readonly [name: string, diagram: string | Uint8Array, registry: string | Uint8Array, message: string]
  >([
    ["an empty diagram", "", goodRegistry, "[file-empty] The diagram `flow.mmd` is empty."],
    ["an empty registry", goodDiagram, "\n", "[file-empty] The registry `steps.yml` is empty."],
    ["a binary diagram", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), goodRegistry, "[file-binary]"],
    ["a registry with NUL bytes", goodDiagram, "steps:\0", "[file-binary]"],
    ["a diagram of another kind", "sequenceDiagram\n  A->>B: hi\n", goodRegistry, "flow.mmd:1:1"],
    ["a diagram that is cut off", 'flowchart TD\n  subgraph a\n  Start(["Sta', goodRegistry, "flow.mmd:3:"],
    ["a registry that is cut off", goodDiagram, goodRegistry.slice(0, 60), "steps.yml:2:"],
    ["a registry with tabs", goodDiagram, "steps:\n\t- step: 1\n", "steps.yml:2:"],
    ["a registry with a key twice", goodDiagram, `${goodRegistry}steps: []\n`, "steps.yml:4:"],
    ["a registry of the wrong type", goodDiagram, "steps: 5\n", "steps.yml:1:"],
    ["a registry with cyclic aliases", goodDiagram, "steps: &a\n  - *a\n", "steps.yml:"],
    ["a registry with an alias bomb", goodDiagram, aliasBomb, "steps.yml:"],
    ["a diagram without a node", "flowchart TD\n", goodRegistry, "flow.mmd"],
  ])("%s", async ([, diagram, registry, message]) => {
    const { code, stdout, stderr } = await check(diagram, registry);
    expect(stdout).toContain(message);
    expect(stdout).not.toMatch(/^\s+at /m);
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  test("a broken registry hides nothing that is wrong with the diagram alone", async () => {
    const { stdout } = await check("flowchart TD\n  A[Work] --x B([Done])\n", "steps:\n  - step: one\n");
    expect(stdout).toContain("steps.yml:2:11");
    expect(stdout).toContain("[link-not-executable]");
    expect(stdout).toContain("[end-shape]");
    expect(stdout).not.toContain("[node-not-registered]");
  });

  test("a file larger than the limit is not read", async () => {
    const { code, stdout } = await check(" ".repeat(maxTextBytes + 1), goodRegistry);
    expect(stdout).toContain(`at most ${maxTextBytes} are read`);
    expect(code).toBe(1);
  });

  test("a file that is not there, or is a folder, is named", async () => {
    const folder = await folderWith({ "flow.mmd": goodDiagram });
    await mkdir(join(folder, "steps.yml"));
    const gone = await ragstep(["check", "--no-code", "--diagram", "fow.mmd", "--registry", "steps.yml"], {
      cwd: folder,
    });
    expect(gone.stdout).toContain("[file-missing] The diagram `fow.mmd` does not exist.");
    expect(gone.stdout).toContain("[file-unreadable] The registry `steps.yml` is no file.");
    expect(gone.code).toBe(1);
  });

  test.skipIf(process.getuid?.() === 0)("a file without permission is named", async () => {
    const folder = await folderWith({ "flow.mmd": goodDiagram, "steps.yml": goodRegistry });
    await chmod(join(folder, "flow.mmd"), 0);
    const { stdout } = await ragstep(
      ["check", "--no-code", "--diagram", "flow.mmd", "--registry", "steps.yml"],
      { cwd: folder },
    );
    expect(stdout).toContain("[file-unreadable]");
  });
});

describe("handlers that do not fit are fatal, each with its file", () => {
  test.for<
    readonly [name: string, files: Readonly<Record<string, string | null>>, messages: readonly string[]]
  >([
    [
      "syntax",
      { "steps/answer/Reply.ts": "export default {{;\n" },
      ["steps/answer/Reply.ts:1", "[handler-import]"],
    ],
    [
      "throws",
      { "steps/answer/Reply.ts": '\nthrow new Error("not today");\n' },
      [
        "steps/answer/Reply.ts:2:7",
        "[handler-import] `steps/answer/Reply.ts` cannot be loaded: Error: not today",
      ],
    ],
    [
      "import",
      { "steps/answer/Reply.ts": 'import "./nowhere.ts";\n' },
      ["[handler-import] `steps/answer/Reply.ts` cannot be loaded", "nowhere.ts"],
    ],
    ["types", { "steps/ragstep.gen.ts": null }, ["[handler-import]", "hint ragstep gen"]],
    [
      "commonjs",
      { "package.json": '{ "type": "commonjs", "imports": { "#ragstep": "../../src/index.ts" } }' },
      ["[handler-import]", "[state-import]", "hint npm pkg set type=module"],
    ],
    ["no-step", { "steps/answer/Reply.ts": "export default 5;\n" }, ["steps/answer/Reply.ts"]],
    [
      "orphan",
      {
        "steps/answer/Repyl.ts":
          'import { stepsOf } from "#ragstep";\nexport default stepsOf()("Repyl" as never, { run() {} });\n',
      },
      ["[handler-orphan]", "`Repyl`", "Did you mean `Reply`?"],
    ],
    [
      "twice",
      {
        "steps/intake/Reply.ts":
          'import { stepsOf } from "#ragstep";\nexport default stepsOf()("Reply" as never, { run() {} });\n',
      },
      ["[handler-repeated]", "steps/intake/Reply.ts", "steps/answer/Reply.ts"],
    ],
    ["state", { "steps/state.ts": "export const state = 5;\n" }, ["[state-invalid]"]],
    [
      "shared",
      { "steps/ragstep.gen.ts": 'export const step = null;\nthrow new Error("shared");\n' },
      ["[handler-import]", "Error: shared"],
    ],
  ])("%s", async ([, files, messages]) => {
    const folder = await triageWith(files);
    const { code, stdout } = await ragstep(["check"], { cwd: folder });
    for (const message of messages) expect(stdout).toContain(message);
    expect(stdout).not.toMatch(/^\s+at /m);
    expect(stdout).toMatch(/[12] fatal/);
    expect(code).toBe(1);
    const run = await ragstep(["run", "requests/known.json"], { cwd: folder });
    expect(run.stderr).toMatch(/not run: [12] fatal/);
    expect(run.stdout).toBe("");
    expect(run.code).toBe(1);
  });

  test("a support module beside the steps is left alone, and a missing handler is not", async () => {
    const folder = await triageWith({
      "steps/answer/known-words.ts": "export const words = 1;\n",
      "steps/answer/Reply.ts": null,
    });
    const { code, stdout } = await ragstep(["check"], { cwd: folder });
    expect(stdout).toContain("[handler-missing]");
    expect(stdout).toContain("docs/architecture/diagrams/triage.mmd:8:5");
    expect(stdout).toContain("4 handlers");
    expect(code).toBe(1);
  });
});
