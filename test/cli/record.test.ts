import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ragstep, repository, triageWith } from "./ragstep.ts";

const runs = "test/fixtures/runs";

async function recording(folder: string, name: string): Promise<string> {
  return await readFile(join(folder, runs, `${name}.json`), "utf8");
}

describe("ragstep record", () => {
  test("keeps the run beside the tests, with what its steps logged, and leaves the check clean", async () => {
    const folder = await triageWith({});
    const { code, stdout, stderr } = await ragstep(["record", "requests"], { cwd: folder });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain(`recorded ${runs}/known.json: 4 steps, completed, answered 200`);
    expect(await recording(folder, "known")).toMatchInlineSnapshot(`
      "{
      "recording": 1,
      "request": "requests/known.json",
      "entry": "Receive",
      "status": "completed",
      "status_code": 200,
      "path": [
      {"step":1,"node":"Receive","next":["Known"]},
      {"step":2,"node":"Known","outcome":"Yes","next":["Reply"]},
      {"step":3,"node":"Reply","next":["Done"]},
      {"step":5,"node":"Done","next":[]}
      ],
      "input": {"ticket":"my printer is silent"},
      "changes": [
      {"node":"Reply","set":{"answer":"Switch it off and on again."}}
      ]
      }
      "
    `);
    expect(await recording(folder, "attrs")).toBe(
      '{\n"Done": [],\n"Escalate": [],\n"Known": ["known"],\n"Receive": [],\n"Reply": []\n}\n',
    );
    const checked = await ragstep(["check"], { cwd: folder });
    expect(checked.stdout).toContain("2 recorded runs");
    expect(checked.stdout).not.toContain("not-recorded");
  });

  test("gives the same bytes each time", async () => {
    const folder = await triageWith({});
    await ragstep(["record", "requests/known.json"], { cwd: folder });
    const first = await recording(folder, "known");
    const again = await ragstep(["record", "requests/known.json"], { cwd: folder });
    expect(again.stdout).toContain(`as before ${runs}/known.json`);
    expect(again.stdout).toContain("nothing to write");
    expect(await recording(folder, "known")).toBe(first);
  });

  test("shows what changes in a recording, and with --dry-run writes nothing", async () => {
    const folder = await triageWith({});
    await ragstep(["record", "requests/known.json"], { cwd: folder });
    const before = await recording(folder, "known");
    const words = ["record", "requests/unknown.json", "--name", "known", "--dry-run"];
    const { stdout } = await ragstep(words, { cwd: folder });
    expect(stdout).toContain(`recorded again ${runs}/known.json`);
    expect(stdout).toContain('-{"step":2,"node":"Known","outcome":"Yes","next":["Reply"]},');
    expect(stdout).toContain('+{"step":2,"node":"Known","outcome":"No","next":["Escalate"]},');
    expect(await recording(folder, "known")).toBe(before);
  });

  test.each([
    [["record"], "[missing-argument]"],
    [["record", "requests/no.json"], "[request-missing]"],
    [["record", "requests", "--name", "one"], "`--name` is for one recording"],
    [["record", "requests/known.json", "--name", "../up"], "[recording-name]"],
    [["record", "requests/known.json", "--name", "attrs"], "[recording-name]"],
    [["record", "../../requests/json-answer.json"], "[request-outside]"],
  ])("refuses %j", async (words, message) => {
    const { code, stderr } = await ragstep(words);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe("the recordings of this repository", () => {
  const texts = (folder: string): Promise<readonly (readonly [string, string])[]> =>
    readdir(join(repository, folder)).then((names) =>
      Promise.all(
        names
          .filter((name) => name.endsWith(".json"))
          .map(async (name) => [name, await readFile(join(repository, folder, name), "utf8")] as const),
      ),
    );

  test("hold nothing that a request says of a person", async () => {
    const requests = await texts("test/fixtures/requests");
    const said = new Set<string>();
    for (const [, text] of requests) {
      const personal = [
        /\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b/g,
        /\b[\w.+-]+@[\w-]+\.[\w.]+\b/g,
        /\bIT\d{2}[A-Z]\d{10}\w{12}\b/g,
        /\b\d{11}\b/g,
        // What people wrote at length; shorter words are kept once they are anonymized.
        /"content": "([^"]{49,})"/g,
      ];
      for (const pattern of personal)
        for (const [whole, group] of text.matchAll(pattern)) said.add(group ?? whole);
    }
    said.add("Mario").add("Rossi");
    expect(said.size).toBeGreaterThan(10);
    const recordings = await texts(runs);
    expect(recordings.length).toBeGreaterThan(requests.length);
    for (const [name, text] of recordings)
      expect(
        [...said].filter((one) => text.includes(one)),
        name,
      ).toEqual([]);
  });

  test("exist for every request, and take less than 1 MB in all", async () => {
    const names = async (folder: string): Promise<readonly string[]> =>
      (await texts(folder)).map(([name]) => name).toSorted();
    expect((await names(runs)).filter((name) => name !== "attrs.json")).toEqual(
      await names("test/fixtures/requests"),
    );
    const sizes = (await texts(runs)).map(([, text]) => Buffer.byteLength(text));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
  });
});
