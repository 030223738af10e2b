import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

// Each load is a process of its own: in one process a module is imported once, whatever becomes of its file.
const engine = new URL("../../src/", import.meta.url).href;
const program = `
const { findLayout } = await import("${engine}project/layout.ts");
const { loadGraph } = await import("${engine}project/load-graph.ts");
const { loadDeclarations } = await import("${engine}project/load-declarations.ts");
const layout = await findLayout(process.cwd());
const { graph } = loadGraph(layout).value;
const { value, diagnostics } = await loadDeclarations(layout, graph, { fresh: process.argv.includes("--fresh") });
console.log(JSON.stringify({
  imported: globalThis.imported ?? [],
  codes: diagnostics.map(({ code }) => code),
  keys: Object.keys(value.state ?? {}),
  steps: Object.fromEntries(value.handlers.map(({ file, step }) => [file, step.value?.reads ?? null])),
}));
`;

interface Loaded {
  /** The files whose code has run, in the order of names. */
  readonly imported: readonly string[];
  readonly codes: readonly string[];
  readonly keys: readonly string[];
  readonly steps: Readonly<Record<string, readonly string[] | null>>;
}

const noted = (name: string): string => `(globalThis.imported ??= []).push("${name}");\n`;
const handler = (node: string, reads: string): string =>
  `${noted(node)}import { reads } from "./words.ts";
export default { kind: "ragstep/step", node: "${node}", reads: ${reads}, optional: {}, writes: [], attrs: [], pure: false, run() {} };
`;

let root: string;
const at = (path: string): string => join(root, path);
const put = (path: string, text: string): void => writeFileSync(at(path), text);

function load(...args: readonly string[]): Loaded {
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program, "--", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  const loaded: Loaded = JSON.parse(output);
  return { ...loaded, imported: loaded.imported.toSorted() };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ragstep-declarations-"));
  mkdirSync(at("steps/flow"), { recursive: true });
  mkdirSync(at("node_modules"));
  put("package.json", '{ "type": "module" }');
  put("ragstep.config.ts", 'export default { diagram: "flow.mmd" };');
  put("flow.mmd", "flowchart TD\n  subgraph flow\n    Start([Start]) --> Work[Work]\n  end\n");
  put("steps/state.ts", `${noted("state")}export const state = { topic: { schema: {}, flags: {} } };\n`);
  put("steps/flow/words.ts", `${noted("words")}export const reads: string[] = ["topic"];\n`);
  put("steps/flow/Start.ts", handler("Start", "[]").replace(/import .*\n/, ""));
  put("steps/flow/Work.ts", handler("Work", "reads"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("loadDeclarations", () => {
  it("imports nothing the second time, and says the same", () => {
    const first = load();
    const second = load();
    expect(first.imported).toEqual(["Start", "Work", "state", "words"]);
    expect(second).toEqual({ ...first, imported: [] });
    expect(first.steps).toEqual({ "steps/flow/Start.ts": [], "steps/flow/Work.ts": ["topic"] });
  });

  it("imports what imports a changed file, and nothing else", () => {
    load();
    put("steps/flow/words.ts", `${noted("words")}export const reads: string[] = ["other"];\n`);
    const changed = load();
    expect(changed.imported).toEqual(["Work", "words"]);
    expect(changed.steps["steps/flow/Work.ts"]).toEqual(["other"]);
    expect(load()).toEqual({ ...changed, imported: [] });
  });

  it("sees a change that keeps a file's size and time", () => {
    load();
    const path = at("steps/flow/words.ts");
    const before = readFileSync(path, "utf8");
    put("steps/flow/words.ts", before.replace("topic", "cipot"));
    utimesSync(path, new Date(0), new Date(0));
    expect(load().steps["steps/flow/Work.ts"]).toEqual(["cipot"]);
  });

  it("sees new and deleted handlers, and a new state", () => {
    load();
    put("steps/flow/Later.ts", handler("Later", "reads"));
    rmSync(at("steps/flow/Work.ts"));
    put("steps/state.ts", `${noted("state")}export const state = {};\n`);
    const changed = load();
    expect(Object.keys(changed.steps)).toEqual(["steps/flow/Later.ts", "steps/flow/Start.ts"]);
    expect(changed.keys).toEqual([]);
  });

  it("imports everything again when it is asked to, and when packages or the folder have changed", () => {
    load();
    expect(load("--fresh").imported).toEqual(["Start", "Work", "state", "words"]);
    put("package-lock.json", "{}");
    expect(load().imported).toHaveLength(4);
    const copy = `${root}-copy`;
    cpSync(root, copy, { recursive: true, preserveTimestamps: true });
    rmSync(root, { recursive: true });
    root = copy;
    expect(load().imported).toHaveLength(4);
  });

  it("notes nothing while a file is broken", () => {
    put("steps/flow/Work.ts", "export default {");
    expect(load().codes).toEqual(["handler-import"]);
    expect(load().codes).toEqual(["handler-import"]);
  });

  it("looks again at a file that should hold a step and does not", () => {
    put("steps/flow/Work.ts", `${noted("Work")}export default 1;\n`);
    expect(load().steps["steps/flow/Work.ts"]).toBeNull();
    expect(load().imported).toEqual(["Work"]);
  });

  it("leaves the packages of another project alone", () => {
    rmSync(at("node_modules"), { recursive: true });
    mkdirSync(at("elsewhere"));
    symlinkSync(at("elsewhere"), at("node_modules"));
    load();
    expect(load().imported).toHaveLength(4);
  });
});
