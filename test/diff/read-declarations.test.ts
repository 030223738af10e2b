import fc from "fast-check";
import { expect, test } from "vitest";
import { readDeclarations } from "../../src/diff/read-declarations.ts";
import { sourceTokens } from "../../src/diff/source-tokens.ts";
import { findLayout } from "../../src/project/layout.ts";
import { loadProject } from "../../src/project/load-project.ts";
import { isStep } from "../../src/project/step-modules.ts";
import { versionTexts } from "../../src/project/version-texts.ts";
import { repository } from "../cli/ragstep.ts";
import { declaredStep } from "./saved-run.ts";

function read(step: string, more: Readonly<Record<string, string>> = {}) {
  const files = new Map(Object.entries({ "steps/A.ts": step, ...more }));
  return readDeclarations({ files, handlers: ["steps/A.ts"], state: "steps/state.ts" });
}

test("what is read out of the texts is what the modules declare when they are run", async () => {
  const layout = await findLayout(repository);
  const { code } = await versionTexts(layout, repository, undefined);
  if (code === null) throw new Error("no code");
  const { steps, keys, unread } = readDeclarations(code);
  const { value: project } = await loadProject(layout, { code: true });
  const loaded = project.modules.flatMap(({ exported }) => (isStep(exported) ? [exported] : []));
  expect(loaded.length).toBeGreaterThan(100);
  expect([...unread]).toEqual([]);
  for (const step of loaded)
    expect(steps.get(step.node)).toEqual(declaredStep(step, steps.get(step.node)?.file ?? ""));
  const flags = Object.entries(project.state ?? {}).map(([name, { flags: given }]) => [
    name,
    [
      given.transient === true,
      given.pii === true,
      given.output === true,
      given.merge !== undefined,
      given.input,
    ],
  ]);
  expect(flags.length).toBeGreaterThan(80);
  // The engine's own keys come from the package, not from the project.
  expect(
    [...keys.values()].map((key) => [
      key.name,
      [
        key.transient,
        key.pii,
        key.output,
        key.merge !== null,
        key.input === "true" ? true : (key.input ?? undefined),
      ],
    ]),
  ).toEqual(flags.filter(([name]) => name !== "step_error"));
});

test("comments, regular expressions, templates and other functions hide nothing and add nothing", () => {
  const { steps } = read(`
    import { step } from "./ragstep.gen.ts"; // reads: ["no"]
    const odd = /["'\`{]/g, ratio = 4 / 2 / 1;
    const shown = (a: string) => \`\${a ? \`}"\${/}/.test(a)}\` : "{"} writes: ["no"]\`;
    export default step('A', {
      /* reads: ["no"], */
      async run({ state }) { const o = { reads: ["no"] }; return { writes: o, b: state.a as unknown }; },
      reads: ["a", 'b' /* , "no" */, ] as const,
      "writes": ["c"],
      optional: { d: "does without, or: not", },
    });`);
  expect(steps.get("A")).toEqual({
    node: "A",
    file: "steps/A.ts",
    reads: ["a", "b"],
    optional: ["d"],
    writes: ["c"],
    attrs: [],
    outcomes: null,
    pure: false,
  });
});

test("constants are followed, also into other files of the project", () => {
  const { steps } = read(
    `import { shared as more } from "./shared.ts";
     import own from "./own.ts";
     const spec = { reads: [...more, "b"], writes: own, pure: true, outcomes: ["Yes"] } as const;
     const made = step("A", spec);
     export default made;`,
    { "steps/shared.ts": `export const shared = ["a"] as const;`, "steps/own.ts": `export default ["w"];` },
  );
  expect(steps.get("A")).toMatchObject({ reads: ["a", "b"], writes: ["w"], pure: true, outcomes: ["Yes"] });
});

test("a declaration that is computed is told to be unknown, not taken for empty", () => {
  for (const reads of ["keys()", "[...all]", "[name]"]) {
    const { steps, unread } = read(`export default step("A", { reads: ${reads}, run() {} });`);
    expect([...steps]).toEqual([]);
    expect([...unread]).toEqual(["A"]);
  }
});

test("keys of the state are read with what is spread into it, and know what their schemas refer to", () => {
  const state = (most: number) => ({
    "steps/state.ts": `import { defineState, engineKeys, key } from "ragstep";
      import { more } from "./state/more.ts";
      export const state = defineState({ ...engineKeys, ...more,
        a: key(z.string(), { input: "optional", pii: true, doc: "A { or }." }), b: key(live<A, B>(), { transient: true }) });`,
    "steps/state/more.ts": `import { size } from "../schemas.ts";
      export const more = { c: key(z.object({ size, }), { merge: { unionBy: "id" }, output: true }) };`,
    "steps/schemas.ts": `export const most = ${most}; export const size = z.number().max(most);`,
  });
  const { keys } = read("", state(3));
  expect([...keys.keys()]).toEqual(["c", "a", "b"]);
  expect(keys.get("a")).toMatchObject({
    schema: "z.string()",
    input: "optional",
    pii: true,
    transient: false,
  });
  expect(keys.get("b")).toMatchObject({ schema: "live<A, B>()", transient: true });
  expect(keys.get("c")).toMatchObject({ schema: "z.object({size})", merge: '{unionBy: "id"}', output: true });
  expect(read("", state(4)).keys.get("c")?.fullSchema).not.toBe(keys.get("c")?.fullSchema);
  expect(read("", state(3)).keys.get("c")?.fullSchema).toBe(keys.get("c")?.fullSchema);
});

test("no text makes the reader fail or hang", () => {
  const piece = fc.constantFrom(
    ...Array.from("{}()[]`\"'/\\$,;:=.<>\n ab"),
    "${",
    "/*",
    "//",
    "=>",
    "export default step(",
    "reads:",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      expect(sourceTokens(text).length).toBeLessThanOrEqual(text.length);
      expect(read(text).steps.size).toBeLessThanOrEqual(1);
    }),
    { numRuns: 2_000 },
  );
});
