import { expect, test } from "vitest";
import { crossedFixtures, type Fixture, writtenFixtures } from "./fixtures.ts";
import { comparable, readOfficially, readOurselves } from "./oracle.ts";

/**
 * Where we differ on purpose. A letter newer than Unicode 6.1 is a letter to us, and the word behind `accTitle:` inside a
 * subgraph is no member of it; neither is among the fixtures.
 */
const deviations = new Set<string>();

async function differences(fixtures: readonly Fixture[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const { name, text } of fixtures) {
    if (deviations.has(name)) continue;
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
