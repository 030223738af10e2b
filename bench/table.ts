import { availableParallelism, cpus, loadavg } from "node:os";
import type { Row } from "./measure.ts";

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

/** Results as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const lines = [columns, columns.map(() => "---"), ...rows.map(cells)];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** What was measured on, and how busy it is now. */
export function machine(): string {
  const load = loadavg()[0]?.toFixed(1) ?? "?";
  return `node ${process.version}, ${availableParallelism()} x ${cpus()[0]?.model ?? "unknown processor"}, load ${load}`;
}
