import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, projects } from "../cli/ragstep.ts";
import { serveBy } from "../cli/served.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function command(cwd: string, name: string, ...words: string[]): Promise<Ended> {
  const PATH = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
  return await new Promise((resolve) => {
    execFile(
      name,
      words,
      { cwd, env: { ...process.env, PATH, NO_COLOR: "1" }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve({
          code: error === null ? 0 : typeof error.code === "number" ? error.code : -1,
          stdout,
          stderr,
        });
      },
    );
  });
}

/** The same project as a user's own: it imports the engine by the name of the package. */
async function asUsersProject(folder: string): Promise<void> {
  await cp(join(projects, "triage"), folder, { recursive: true });
  await rm(join(folder, "steps/ragstep.gen.ts"));
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith(".ts") || name.includes("node_modules")) continue;
    const text = await readFile(join(folder, name), "utf8");
    await writeFile(join(folder, name), text.replaceAll('"#ragstep"', '"ragstep"'));
  }
}

describe("the package, installed in an empty folder", () => {
  let folder = "";
  const ragstep = (...words: string[]) =>
    command(folder, join(folder, "node_modules/.bin/ragstep"), ...words);

  beforeAll(async () => {
    folder = await folderWith({
      "package.json": JSON.stringify({ name: "own", private: true, type: "module" }),
    });
    const packed = await command(repository, "npm", "pack", "--silent", "--pack-destination", folder);
    if (packed.code !== 0) throw new Error(packed.stderr);
    const tarball = packed.stdout.trim().split("\n").at(-1) ?? "";
    const installed = await command(
      folder,
      "npm",
      "install",
      "--prefer-offline",
      "--ignore-scripts",
      "--no-audit",
      `./${tarball}`,
    );
    if (installed.code !== 0) throw new Error(installed.stderr);
    await asUsersProject(folder);
  }, 240_000);

  test("says its version", async () => {
    const manifest = JSON.parse(await readFile(join(repository, "package.json"), "utf8")) as {
      readonly version: string;
    };
    expect(await ragstep("--version")).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  test("holds the build, its types and the licence, and no source or test", async () => {
    const files = (await readdir(join(folder, "node_modules/ragstep"), { recursive: true })).map((name) =>
      name.replaceAll("\\", "/"),
    );
    expect(files).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "NOTICE",
        "dist/index.js",
        "dist/index.d.ts",
        "dist/mermaid/index.js",
        "dist/testing/vitest.js",
        "dist/testing/vitest.d.ts",
      ]),
    );
    expect(files.filter((name) => /^(?:src|test|steps|data)(?:\/|$)|(?<!\.d)\.ts$/.test(name))).toEqual([]);
  });

  test("checks a diagram and a registry without code", async () => {
    const { code, stdout } = await ragstep("check", "--no-code");
    expect(stdout).toContain("no problems in 5 nodes, 5 edges");
    expect(code).toBe(0);
  });

  test("generates the types, checks and runs a project of five steps written in TypeScript", async () => {
    expect(await ragstep("gen")).toMatchObject({ code: 0, stderr: "" });
    expect(await readFile(join(folder, "steps/ragstep.gen.ts"), "utf8")).toContain('from "ragstep"');
    expect(await ragstep("gen", "--check")).toMatchObject({ code: 0 });
    expect(await ragstep("check")).toMatchObject({ code: 0, stderr: "" });
    const run = await ragstep("run", "requests/known.json");
    expect(run.stdout).toBe('{"answer":"Switch it off and on again."}');
    expect(run.stderr).toContain("RAG STEP 3 (triage.reply): Reply with the known answer | attrs=");
    expect(run.code).toBe(0);
  });

  test("serves the addresses that the project names, its runs and the page, and ends when it is told to", async () => {
    const file = join(folder, "steps/environment.ts");
    const own = await readFile(file, "utf8");
    const route = `routes: [{
      kind: "run",
      method: "POST",
      path: "/tickets",
      summary: "Answers a ticket",
      entry: "Receive",
      body: ticket,
      responses: { 200: z.object({ answer: z.string() }) },
      toRequest: ({ body }) => body,
    }],`;
    const served = own
      .replace("export type", "const ticket = z.object({ ticket: z.string() });\nexport type")
      .replace("services: {} }", `services: {}, ${route} }`);
    await writeFile(file, `import { z } from "zod";\n${served}`);
    const server = await serveBy([join(folder, "node_modules/.bin/ragstep")], folder);
    const page = await (await fetch(server.url)).text();
    const [script = ""] = /(?<=src=")[^"]+\.js/.exec(page) ?? [];
    expect((await fetch(new URL(script, server.url))).status).toBe(200);
    const ask = async (body: object) => {
      const headers = { "content-type": "application/json" };
      return await fetch(`${server.url}/tickets`, { method: "POST", headers, body: JSON.stringify(body) });
    };
    const refused = await ask({ ticket: 3 });
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ field: "ticket" }] }]);
    const answered = await ask({ ticket: "my printer" });
    expect([answered.status, await answered.text()]).toEqual([
      200,
      '{"answer":"Switch it off and on again."}',
    ]);
    const runs = async () => await (await fetch(`${server.url}/api/runs`)).json();
    const run_id = answered.headers.get("x-run-id");
    await expect.poll(runs).toMatchObject({ runs: [{ run_id, status: "completed", status_code: 200 }] });
    expect(await server.end("SIGTERM")).toBe(0);
    expect(server.stderr()).toContain("RAG STEP 3");
  });

  test("makes, with `ragstep init`, the diagram that the README shows", async () => {
    const made = await folderWith({});
    expect(await ragstep("init", made)).toMatchObject({ code: 0 });
    const readme = await readFile(join(repository, "README.md"), "utf8");
    const shown = /^```mermaid\n(.*?)^```$/ms.exec(readme)?.[1];
    expect(await readFile(join(made, "docs/architecture/diagrams/greeting.mmd"), "utf8")).toBe(shown);
  });

  test("tests steps of one's own with vitest and `ragstep/vitest`", async () => {
    // Vitest is the user's own; the one that runs this test is taken instead of another from the network.
    await symlink(join(repository, "node_modules/vitest"), join(folder, "node_modules/vitest"));
    const tests = join(folder, "test");
    await mkdir(tests);
    await writeFile(
      join(tests, "ragstep.ts"),
      [
        'import { testsOf } from "ragstep/vitest";',
        'import type { Services, Stores } from "../steps/environment.ts";',
        'import type { GraphFacts } from "../steps/ragstep.gen.ts";',
        'import type { state } from "../steps/state.ts";',
        "export const { runStep, runLane, expectPath } = testsOf<typeof state, GraphFacts, Stores, Services>();",
      ].join("\n"),
    );
    const testFile = (after: string) =>
      [
        'import { expect, test } from "vitest";',
        'import { callsOf, stub } from "ragstep/vitest";',
        'import Known from "../steps/intake/Known.ts";',
        'import type { Stores } from "../steps/environment.ts";',
        'import { expectPath, runLane, runStep } from "./ragstep.ts";',
        'const Tickets = { read: stub<Stores["Tickets"]["read"]>("Tickets", { answerTo: () => null }) };',
        'test("a step", async () => {',
        '  const run = await runStep(Known, { state: { ticket: "?" }, stores: { Tickets } });',
        '  expect(run.outcome).toBe("No");',
        '  expect(callsOf(Tickets.read)).toEqual([{ method: "answerTo", args: ["?"] }]);',
        "});",
        'test("a way through two lanes", async () => {',
        '  const nodes = ["Receive", "Known", "Reply", "Escalate", "Done"] as const;',
        '  const run = await runLane(nodes, { from: "Receive", state: { ticket: "?" }, stores: { Tickets } });',
        `  expectPath(run, ["Receive", "Known", "${after}", "Done"]);`,
        "});",
      ].join("\n");
    const vitest = () =>
      command(folder, process.execPath, join(folder, "node_modules/vitest/vitest.mjs"), "run");
    await writeFile(join(tests, "triage.test.ts"), testFile("Escalate"));
    const right = await vitest();
    expect(`${right.stdout}${right.stderr}`).toMatch(/Tests\s+2 passed/);
    expect(right.code).toBe(0);
    await writeFile(join(tests, "triage.test.ts"), testFile("Reply"));
    const wrong = await vitest();
    expect(`${wrong.stdout}${wrong.stderr}`).toContain(
      "The run went to `Escalate` after `Known → No`, and `Reply` was expected.",
    );
    expect(wrong.code).toBe(1);
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "es2024",
          module: "nodenext",
          strict: true,
          allowImportingTsExtensions: true,
          noEmit: true,
          skipLibCheck: true,
          types: [],
        },
        include: ["test/ragstep.ts", "test/triage.test.ts"],
      }),
    );
    const tsc = () => command(folder, process.execPath, join(repository, "node_modules/typescript/bin/tsc"));
    expect((await tsc()).stdout).toBe("");
    await writeFile(join(tests, "triage.test.ts"), testFile("Relpy"));
    expect((await tsc()).stdout).toContain(`Type '"Relpy"' is not assignable`);
  });

  test("makes, with `ragstep init`, a project that runs, checks, compiles and tests itself", async () => {
    const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "";
    // What `npm init` writes.
    const project = await folderWith({ "package.json": '{ "name": "flow", "type": "commonjs" }' });
    const npm = (...words: string[]) => command(project, "npm", ...words);
    const quiet = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
    expect(await npm("install", ...quiet, join(folder, tarball))).toMatchObject({ code: 0 });
    const made = await command(project, join(project, "node_modules/.bin/ragstep"), "init");
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(made.stdout).toMatch(/next\n {2}npm install\n/);
    expect(await npm("install", ...quiet)).toMatchObject({ code: 0 });
    expect(await npm("start", "--silent")).toMatchObject({
      code: 0,
      stdout: '{"greeting":"Nice to meet you, Grace."}',
    });
    const server = await serveBy([join(project, "node_modules/.bin/ragstep")], project);
    const headers = { "content-type": "application/json" };
    const greet = { method: "POST", headers, body: '{"name":"Ada"}' };
    const greeted = await fetch(`${server.url}/greetings`, greet);
    expect(await greeted.text()).toBe('{"greeting":"Nice to meet you, Ada."}');
    expect(await server.end("SIGTERM")).toBe(0);
    const tested = await npm("test");
    expect(tested.stdout).toMatch(/2 files fresh\n[^]*no problems in 5 nodes[^]*2 requests, all as expected/);
    expect(tested.code, tested.stdout + tested.stderr).toBe(0);
  }, 240_000);

  test("exports the engine and the parser, and loads no service with them", async () => {
    await writeFile(
      join(folder, "use.ts"),
      [
        'import { link, readRegistry, run } from "ragstep";',
        'import { parseFlowchart } from "ragstep/mermaid";',
        'import { createRequire } from "node:module";',
        "console.log([link, readRegistry, run, parseFlowchart].map((value) => typeof value).join());",
        "console.log(Object.keys(createRequire(import.meta.url).cache).filter((name) => /sqlite|@ai-sdk|keyv|stemmers/.test(name)).length);",
      ].join("\n"),
    );
    const { code, stdout } = await command(folder, process.execPath, "use.ts");
    expect(stdout).toBe("function,function,function,function\n0\n");
    expect(code).toBe(0);
  });
});
