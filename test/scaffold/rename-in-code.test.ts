import { describe, expect, test } from "vitest";
import { movedImports } from "../../src/scaffold/move-imports.ts";
import { renameInCode } from "../../src/scaffold/rename-in-code.ts";
import { codeTokens } from "../../src/scaffold/rename-tokens.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { applyEdits } from "../../src/text/text-edit.ts";

const rename = { from: "Ask", to: "Wonder", handler: "steps/front/Ask.ts", isOutcomeToo: false };

function renamed(path: string, text: string, change: Partial<typeof rename> = {}): string {
  const { edits } = renameInCode(sourceFile(path, text), { ...rename, ...change }, path.startsWith("test/"));
  return applyEdits(text, edits);
}

describe("a node that is renamed in code", () => {
  test("is renamed in its handler where it is quoted as a whole, not in comments and longer texts", () => {
    expect(
      renamed(
        "steps/front/Ask.ts",
        `/** Ask "Ask" first. */\nconst Ask = step("Ask", { run: () => ({ hint: "Ask them", Ask: 1 }) });\nexport default Ask;\n`,
      ),
    ).toBe(
      `/** Ask "Ask" first. */\nconst Wonder = step("Wonder", { run: () => ({ hint: "Ask them", Wonder: 1 }) });\nexport default Wonder;\n`,
    );
  });

  test("is renamed in a test: the imported handler, titles, paths and keys", () => {
    expect(
      renamed(
        "test/steps/front/Ask.test.ts",
        `import Ask from "../../../steps/front/Ask.ts";
describe("Ask", () => {
  const run = await runStep(Ask, { state: input.Ask });
  expect(run.path).toEqual(["Start", 'Ask', \`Ask\`]);
  expect(run.outcomes).toEqual({ Ask: "Yes" });
  expect(/"Ask"/.test(\`Ask \${Ask} "Ask"\`)).toBe(true);
});
`,
      ),
    ).toBe(`import Wonder from "../../../steps/front/Ask.ts";
describe("Wonder", () => {
  const run = await runStep(Wonder, { state: input.Ask });
  expect(run.path).toEqual(["Start", 'Wonder', \`Wonder\`]);
  expect(run.outcomes).toEqual({ Wonder: "Yes" });
  expect(/"Ask"/.test(\`Ask \${Wonder} "Ask"\`)).toBe(true);
});
`);
  });

  test("keeps the name of an import where the new one is taken, and names that import something else", () => {
    const taken = `import Ask from "../../../steps/front/Ask.ts";\nconst Wonder = Ask;\n`;
    expect(renamed("test/steps/front/Ask.test.ts", taken)).toBe(taken);
    const other = `import type { Ask } from "#rag/ask.ts";\nconst one: Ask = 1;\n`;
    expect(renamed("steps/front/Bake.ts", other)).toBe(other);
  });

  test("leaves quoted words that may be an outcome, and says where", () => {
    const text = `export default step("Ask", { run: () => "Ask" });\n`;
    const change = { ...rename, isOutcomeToo: true };
    const { edits, left } = renameInCode(sourceFile("steps/front/Ask.ts", text), change, false);
    expect(applyEdits(text, edits)).toBe(`export default step("Wonder", { run: () => "Ask" });\n`);
    expect(left.map(({ start, end }) => text.slice(start - 1, end + 1))).toEqual(['"Ask"']);
  });
});

describe("a code file beside one that moves", () => {
  const there = new Set(["steps/front/prices.ts", "steps/state.ts", "data/prices.yml"]);
  const moves = new Map([
    ["steps/front/Ask.ts", "steps/back/Ask.ts"],
    ["test/steps/front/Ask.test.ts", "test/steps/back/Ask.test.ts"],
  ]);
  const after = (path: string, text: string): string =>
    applyEdits(
      text,
      movedImports(sourceFile(path, text), moves, (one) => there.has(one)),
    );

  test("goes on finding it, however its name is written", () => {
    expect(
      after(
        "steps/front/Bake.ts",
        `import Ask from "./Ask.ts";\nexport { default } from './Ask.js';\nawait import("./Ask");\n`,
      ),
    ).toBe(
      `import Ask from "../back/Ask.ts";\nexport { default } from '../back/Ask.js';\nawait import("../back/Ask");\n`,
    );
    const renames = new Map([["steps/front/Ask.ts", "steps/front/Wonder.ts"]]);
    const text = `import Ask from "../front/Ask.ts";\nimport Askew from "./Askew.ts";\n`;
    expect(
      applyEdits(
        text,
        movedImports(sourceFile("steps/back/Bake.ts", text), renames, () => false),
      ),
    ).toBe(`import Ask from "../front/Wonder.ts";\nimport Askew from "./Askew.ts";\n`);
  });

  test("takes along its own imports and the paths to files that are there", () => {
    expect(
      after(
        "steps/front/Ask.ts",
        `import { step } from "../ragstep.gen.ts";\nimport { price } from "./prices.ts";\nconst rows = read("../../data/prices.yml", "./nothing");\n`,
      ),
    ).toBe(
      `import { step } from "../ragstep.gen.ts";\nimport { price } from "../front/prices.ts";\nconst rows = read("../../data/prices.yml", "./nothing");\n`,
    );
    expect(after("test/steps/front/Ask.test.ts", `import Ask from "../../../steps/front/Ask.ts";\n`)).toBe(
      `import Ask from "../../../steps/back/Ask.ts";\n`,
    );
  });
});

describe("a program's text that is taken apart", () => {
  test("is told into names, texts, templates and regular expressions", () => {
    const text = "a / b; /[/\"]x/g.test(`p${ {q: `r` } }s`) // `\n'\\'' + 1e-3";
    const shown = codeTokens(text)
      .filter(({ kind }) => kind !== "sign")
      .map((token) => `${token.kind} ${token.text}`);
    expect(shown).toEqual([
      "word a",
      "word b",
      'regex /[/"]x/g',
      "word test",
      "template `p${",
      "word q",
      "string `r`",
      "template }s`",
      "string '\\''",
      "number 1e-3",
    ]);
  });
});
