import { parseArgs } from "node:util";
import { checkProject } from "../src/checks/check-project.ts";
import { findLayout } from "../src/project/layout.ts";
import { loadBase } from "../test/mutants/base.ts";
import { edgeMutations } from "../test/mutants/edge-mutations.ts";
import { nodeMutations } from "../test/mutants/node-mutations.ts";
import { handlerMutations } from "../test/mutants/handler-mutations.ts";
import { registryMutations } from "../test/mutants/registry-mutations.ts";
import { recordingMutations } from "../test/mutants/recording-mutations.ts";
import { runMutants, typesMaker } from "../test/mutants/run-mutants.ts";
import { textMutations } from "../test/mutants/text-mutations.ts";

/**
 * `npm run check:mutants`: proves that the check sees. Applies every kind of drift to copies of this project in memory, and
 * exits with 1 when one is not caught by the code that is there for it, or when the project itself has a problem.
 * Words after the command choose the kinds that have one of them; `--share 10` tries each kind at every tenth place.
 */
const { values, positionals: words } = parseArgs({
  options: { share: { type: "string", default: "1" } },
  allowPositionals: true,
});
const share = Number(values.share);
if (!Number.isInteger(share) || share < 1) throw new Error("`--share` wants a whole number, such as 10.");
const all = [
  ...edgeMutations,
  ...nodeMutations,
  ...registryMutations,
  ...handlerMutations,
  ...textMutations,
  ...recordingMutations,
];
const mutations = all.filter(({ kind }) => words.length === 0 || words.some((word) => kind.includes(word)));
const layout = await findLayout(process.cwd());
const { diagnostics } = await checkProject(layout, { code: true });
const base = await loadBase(layout);
const started = performance.now();
let total = 0;
let caught = 0;
let failed = diagnostics.length > 0;
for (const result of runMutants(base, mutations, await typesMaker(base), share)) {
  total += result.total;
  caught += result.caught;
  const bad = result.total === 0 || result.missed.length > 0;
  failed ||= bad;
  console.log(`${bad ? "✗" : "✓"} ${`${result.caught}/${result.total}`.padStart(9)}  ${result.kind}`);
  for (const at of result.missed.slice(0, 5)) console.log(`             missed: ${at}`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`\n${caught} of ${total} mutants of ${mutations.length} kinds caught in ${seconds} s`);
console.log(`${diagnostics.length} problems in the project as it is`);
process.exitCode = failed ? 1 : 0;
