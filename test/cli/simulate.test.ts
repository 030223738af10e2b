import { expect, test } from "vitest";
import { ragstep, repository, triageWith } from "./ragstep.ts";

test("covers every edge of the real diagram from all entries, and proves that no fewer walks can do", async () => {
  const { code, stdout } = await ragstep(["simulate", "--cover", "edges", "--format", "json"], {
    cwd: repository,
  });
  const cover = JSON.parse(stdout) as {
    readonly walks: readonly {
      readonly entry: string;
      readonly status: string;
      readonly edges: readonly string[];
    }[];
    readonly covered: number;
    readonly total: number;
    readonly missed: readonly string[];
    readonly least: boolean;
    readonly exclusive: readonly string[];
  };
  expect(code).toBe(0);
  expect(cover).toMatchObject({ covered: 172, total: 172, missed: [], least: true });
  expect(new Set(cover.walks.flatMap(({ edges }) => edges)).size).toBe(172);
  expect(new Set(cover.walks.map(({ entry }) => entry))).toEqual(new Set(["Start", "RSSMonitor"]));
  expect(cover.walks.every(({ status }) => status === "completed")).toBe(true);
  for (const { edges } of cover.walks)
    expect(edges.filter((edge) => cover.exclusive.includes(edge)).length).toBeLessThanOrEqual(1);
}, 30_000);

test("prints each walk with its choices, its path, and the proof", async () => {
  const { code, stdout } = await ragstep(["simulate", "--cover", "edges"]);
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "walk 1 from Receive: 4 steps, 3 edges, 3 new edges
      choose  Known=Yes
      path    Receive → Known → Reply → Done
    walk 2 from Receive: 4 steps, 3 edges, 2 new edges
      choose  Known=No
      path    Receive → Known → Escalate → Done

      apart   Reply --> Done; Escalate --> Done
    5/5 edges in 2 walks, which is the least: no walk takes two of 2 edges
    "
  `);
});

test("walks once, the way that was chosen", async () => {
  const { code, stdout } = await ragstep(["simulate", "--choose", "Known=No"]);
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "walk from Receive: 4 steps, 3 edges
      choose  Known=No
      path    Receive → Known → Escalate → Done
    "
  `);
});

test("starts where it is told to, and then wants only what is ahead", async () => {
  const { code, stdout } = await ragstep(["simulate", "--cover", "edges", "--entry", "Reply"]);
  expect(code).toBe(0);
  expect(stdout).toContain("1/1 edges in 1 walk, which is the least");
});

test("fails for edges that no walk takes, and names them", async () => {
  const folder = await triageWith({
    "docs/architecture/diagrams/triage.mmd":
      "flowchart TD\n  Receive([Ticket arrives]) --> Done([Answered])\n  Lost[Lost] --> Done\n",
    "registry/rag_steps.yml": null,
  });
  const { code, stdout } = await ragstep(["simulate", "--cover", "edges"], { cwd: folder });
  expect(code).toBe(1);
  expect(stdout).toContain("no walk takes  Lost --> Done");
});

test.each([
  [["--choose", "Knwon=Yes"], "[choice-unknown] `Knwon` is no step of the diagram. Did you mean `Known`?"],
  [
    ["--choose", "Known=Yess"],
    "[choice-unknown] `Known` has no edge `Yess`; it has `Yes`, `No`. Did you mean `Yes`?",
  ],
  [["--choose", "Reply=Yes"], "[choice-unknown] `Reply` has nothing to choose."],
  [
    ["--entry", "Recieve"],
    "[entry-unknown] No step of the diagram is called `Recieve`. Did you mean `Receive`?",
  ],
  [["--cover", "edge"], "Did you mean `edges`?"],
  [["--cover", "edges", "--choose", "Known=Yes"], "`--cover` chooses by itself"],
])("names what is wrong with %j", async (words, message) => {
  const { code, stderr } = await ragstep(["simulate", ...words]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});
