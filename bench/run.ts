/**
 * Prints what the engine costs beside its bounds, as a Markdown table. Everything is measured in one run, floors and
 * engine in turns, so that ratios hold on a busy machine too. A bound that is missed is marked and fails nothing:
 * times are no test.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { measureDocuments } from "./documents.ts";
import { measureIngestion } from "./ingest.ts";
import { measureLoading } from "./loading.ts";
import type { Row } from "./measure.ts";
import { measureChecks, measureImport, measureMemory, measureStart } from "./processes.ts";
import { measureSearch } from "./search.ts";
import { measureSteps } from "./steps.ts";

const columns = ["", "measured", "floor", "ratio", "bound", "kept"] as const;

function cells(row: Row): readonly string[] {
  return [
    row.what,
    row.measured,
    row.floor,
    row.ratio,
    row.bound,
    row.bound === "" ? "" : row.kept ? "yes" : "**no**",
  ];
}

function table(rows: readonly Row[]): string {
  const lines = [columns, columns.map(() => "---"), ...rows.map(cells)];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

const load = loadavg()[0]?.toFixed(1) ?? "?";
console.log(
  `node ${process.version}, ${availableParallelism()} x ${cpus()[0]?.model ?? "unknown processor"}, load ${load}\n`,
);
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
