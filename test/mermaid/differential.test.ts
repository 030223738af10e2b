import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { crossedFixtures, type Fixture, writtenFixtures } from "./fixtures.ts";
import { comparable, readOfficially, readOurselves } from "./oracle.ts";

// Where we differ on purpose, so that no fixture asks for it: letters newer than Unicode 6.1 are letters to us; `clickable`,
// `;;` and the words behind `accTitle:` are no classes and members (see the oracle); `BR`, which nobody draws, is `TB`; more
// than 500 edges are a warning, not a refusal; a link with two ends that do not fit is a warning and keeps its first half's
// look; `L_A_B_0`, the id that Mermaid makes up for an edge, may be a node; YAML on the border of its grammar is read
// by another library.
async function differences(fixtures: readonly Fixture[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const { name, text } of fixtures) {
    const theirs = await readOfficially(text);
    const ours = readOurselves(text);
    if (JSON.stringify(comparable(ours)) !== JSON.stringify(comparable(theirs)))
      found.push({ name, text, ours, theirs });
  }
  return found;
}

test("reads the written fixtures as the official parser does", async () => {
  const fixtures = writtenFixtures();
  expect(fixtures.length).toBeGreaterThan(1000);
  expect(await differences(fixtures)).toEqual([]);
});

test("reads every shape, label, link and target in combination as the official parser does", async () => {
  const fixtures = crossedFixtures();
  expect(fixtures.length).toBeGreaterThan(500);
  expect(await differences(fixtures)).toEqual([]);
}, 60_000);

test("reads the diagram of this project as the official parser does", async () => {
  const text = readFileSync(
    new URL("../../docs/architecture/diagrams/pratikoai_rag.mmd", import.meta.url),
    "utf8",
  );
  const ours = readOurselves(text);
  expect("edges" in ours && ours.edges.length).toBeGreaterThan(200);
  expect(ours).toEqual(await readOfficially(text));
});
