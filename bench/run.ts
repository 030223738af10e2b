/**
 * Prints what the engine costs beside its bounds, as a Markdown table. Everything is measured in one run, floors and
 * engine in turns, so that ratios hold on a busy machine too. A bound that is missed is marked and fails nothing:
 * times are no test.
 */
import { measureDocuments } from "./documents.ts";
import { measureIngestion } from "./ingest.ts";
import { measureLoading } from "./loading.ts";
import type { Row } from "./measure.ts";
import { measureChecks, measureImport, measureMemory, measureStart } from "./processes.ts";
import { measureSearch } from "./search.ts";
import { measureSteps } from "./steps.ts";
import { machine, table } from "./table.ts";

console.log(`${machine()}\n`);
const rows: Row[] = [];
for (const measure of [
  measureSteps,
  measureLoading,
  measureMemory,
  measureImport,
  measureChecks,
  measureStart,
  measureDocuments,
  measureSearch,
  measureIngestion,
]) {
  const measured = await measure();
  rows.push(...(Array.isArray(measured) ? measured : [measured]));
}
console.log(table(rows));
