import { loadFacts } from "../src/checks/load-facts.ts";
import { allCodes } from "../src/checks/reading-codes.ts";
import { rules } from "../src/checks/rules.ts";
import { runRules } from "../src/checks/run-rules.ts";
import { dataFlow } from "../src/graph/data-flow.ts";
import { parseFlowchart } from "../src/mermaid/parse-flowchart.ts";
import { findLayout } from "../src/project/layout.ts";
import { readRegistry } from "../src/registry/read-registry.ts";
import { sourceFile } from "../src/text/source-file.ts";
import { copiedFacts, copyTexts, linkCopies } from "./copies.ts";
import { processorTime } from "./measure.ts";

/**
 * How a check grows: the real project once, ten and a hundred times, each copy beginning where the one before it ends.
 * Prints milliseconds by part of the work and microseconds a step, and the rules that grow most. Exits with 1 when one
 * of them takes more than five times as long a step in the greatest project as in the middle one, or finds a problem.
 */
const copies = [1, 10, 100] as const;
/** What grows with the square shows 10; caches and the collector make what is linear show up to 3. */
const tolerated = 5;
/** Below this, in milliseconds for the greatest project, nothing but noise is measured. */
const noise = 5;

const layout = await findLayout(process.cwd());
const real = await loadFacts(layout, { code: true }, allCodes);
if (real.graph === null) throw new Error("The diagram cannot be read: run `ragstep check`.");

interface Measured {
  readonly steps: number;
  readonly parts: ReadonlyMap<string, number>;
  readonly rules: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

function measure(graph: NonNullable<typeof real.graph>, count: number): Measured {
  const texts = copyTexts(graph, count);
  const facts = copiedFacts(real, texts);
  const { graph: copied, code } = facts;
  if (copied === null || code === null) throw new Error("The copies have no graph.");
  const how = { rounds: count === 100 ? 3 : 9, warm: count === 100 ? 1 : 5 };
  const time = (run: () => unknown): number => processorTime(run, how);
  const program = { graph: copied, state: code.state, steps: code.steps };
  const parts = new Map([
    ["read diagram", time(() => parseFlowchart(sourceFile("a.mmd", texts.diagram)))],
    ["read registry", time(() => readRegistry(sourceFile("a.yml", texts.registry)))],
    ["read and link", time(() => linkCopies(texts))],
    ["data flow", time(() => dataFlow(program))],
    ["all rules", time(() => runRules(rules, { ...facts }, {}))],
  ]);
  const ofRules = new Map(rules.map((rule) => [rule.code, time(() => runRules([rule], { ...facts }, {}))]));
  const { diagnostics } = runRules(rules, facts, {});
  return {
    steps: copied.nodes.length,
    parts,
    rules: ofRules,
    problems: diagnostics.map(({ code: one }) => one),
  };
}

const { graph } = real;
const measured = copies.map((count) => measure(graph, count));
const perStep = (of: "parts" | "rules", name: string): readonly number[] =>
  measured.map((one) => ((one[of].get(name) ?? 0) * 1000) / one.steps);
const growth = (of: "parts" | "rules", name: string): number => {
  const [, middle = 0, great = 0] = perStep(of, name);
  return great / middle;
};

function show(of: "parts" | "rules", name: string): void {
  const cells = measured.map(({ [of]: list }, at) => {
    const each = perStep(of, name)[at] ?? 0;
    return `${(list.get(name) ?? 0).toFixed(1).padStart(9)} ms ${each.toFixed(2).padStart(7)} µs`;
  });
  console.log(`${name.padEnd(26)}${cells.join("")}${growth(of, name).toFixed(2).padStart(9)}`);
}

console.log(
  `${"".padEnd(26)}${measured.map(({ steps }) => `${steps} steps`.padStart(22)).join("")}   growth`,
);
const parts = [...(measured[0]?.parts.keys() ?? [])];
for (const name of parts) show("parts", name);
const great = measured.at(-1);
const slow = [...(great?.rules ?? [])].toSorted(([, a], [, b]) => b - a);
console.log("\nthe slowest rules");
for (const [code] of slow.slice(0, 5)) show("rules", code);
const grown = slow
  .filter(([, ms]) => ms >= noise)
  .toSorted(([a], [b]) => growth("rules", b) - growth("rules", a));
console.log("\nthe rules that grow most");
for (const [code] of grown.slice(0, 5)) show("rules", code);
const problems = measured.map((one) => one.problems);
console.log(`\nproblems found in the copies: ${problems.map((list) => list.length).join(", ")}`);
for (const code of new Set(problems.flat()))
  console.log(`  ${code}: ${problems.map((list) => list.filter((one) => one === code).length).join(", ")}`);
const bad = [
  ...parts.filter((name) => growth("parts", name) > tolerated),
  ...grown.map(([code]) => code).filter((code) => growth("rules", code) > tolerated),
];
if (bad.length > 0) console.log(`\ngrows faster than the project: ${bad.join(", ")}`);
// A copy with a part missing would be checked in no time.
process.exitCode = bad.length > 0 || problems.flat().length > 0 ? 1 : 0;
