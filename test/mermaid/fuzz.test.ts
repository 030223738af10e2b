import { expect, test } from "vitest";
import { crossedFixtures, writtenFixtures } from "./fixtures.ts";
import { mutant, randomFrom } from "./mutate.ts";
import { comparable, readOfficially, readOurselves, type Reading } from "./oracle.ts";

// `RAGSTEP_FUZZ=20000 RAGSTEP_FUZZ_SEED=…` makes a longer run over other mutants.
const count = Number(process.env["RAGSTEP_FUZZ"] ?? 2000);
const seed = Number(process.env["RAGSTEP_FUZZ_SEED"] ?? 105);

/** Both read YAML with a library, and not with the same one: they part on odd anchors and on plain texts over several lines. */
function isAboutYaml(text: string, ours: Reading, theirs: Reading): boolean {
  if (!/@\{|^\s*---/.test(text)) return false;
  const weRefuse = "refused" in ours && /mermaid-(shape-data|front-matter)/.test(ours.refused);
  const theyRefuse = "refused" in theirs && /\n \d+ \| /.test(theirs.refused);
  return weRefuse !== theyRefuse;
}

test(
  `reads ${count} mutated flowcharts as the official parser does`,
  async () => {
    const random = randomFrom(seed);
    const fixtures = [...writtenFixtures(), ...crossedFixtures()].map(({ text }) => text);
    const legal = fixtures.filter((text) => !("refused" in readOurselves(text)));
    // Mutants of legal texts are the ones that may stay legal.
    const sources = [...fixtures, ...legal, ...legal, ...legal];
    const pick = (): string => sources[random(sources.length)] ?? "";
    const found: unknown[] = [];
    let accepted = 0;
    let slowest = 0;
    let yaml = 0;
    for (let i = 0; i < count; i++) {
      const text = mutant(pick(), random, pick());
      const start = performance.now();
      const ours = readOurselves(text);
      slowest = Math.max(slowest, performance.now() - start);
      const theirs = await readOfficially(text);
      if (!("refused" in theirs)) accepted++;
      if (JSON.stringify(comparable(ours)) === JSON.stringify(comparable(theirs))) continue;
      if (isAboutYaml(text, ours, theirs)) yaml++;
      else found.push({ text, ours, theirs });
    }
    expect(found.slice(0, 5)).toEqual([]);
    expect(accepted).toBeGreaterThan(count / 20);
    expect(yaml).toBeLessThanOrEqual(Math.ceil(count / 1000));
    // Not a measurement: a text of a few hundred characters that takes a second would be a hang in a long one.
    expect(slowest).toBeLessThan(1000);
  },
  60_000 + count * 30,
);
