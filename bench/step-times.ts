import { writeFileSync, readdirSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { makeEnvironment } from "../src/cli/make-environment.ts";
import { createRunLogger } from "../src/cli/run-log.ts";
import { runRequest } from "../src/cli/run-request.ts";
import { findLayout } from "../src/project/layout.ts";
import { loadProject } from "../src/project/load-project.ts";
import { stepTimesFile } from "../src/project/load-step-times.ts";
import { readRequestFile } from "../src/project/request-file.ts";

/**
 * `npm run bench:steps`: runs every request fixture some times and writes how long the visits of each step took, to
 * `bench/step-times.json`, which the steps' pages show. Waiting for other branches does not count, waiting for a model
 * does. The first round only warms up. `node bench/step-times.ts 20` runs twenty rounds.
 */
const rounds = Number(process.argv[2] ?? 5);
const layout = await findLayout(process.cwd());
const { program } = (await loadProject(layout, { code: true })).value;
if (program === null) throw new Error("The project cannot be run: ragstep check.");
const nobody = new AbortController().signal;
const terminal = {
  cwd: layout.root,
  env: { ...process.env, RAGSTEP_STORAGE_PATH: ":memory:" },
  stdout: process.stdout,
  stderr: process.stderr,
  stdoutClosed: nobody,
  interrupted: nobody,
};
const folder = join(layout.tests, "fixtures/requests");
const latencies = new Map<string, number[]>();
for (let round = 0; round <= rounds; round++) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
    const request = await readRequestFile(join(folder, name), name);
    const environment = await makeEnvironment(layout, terminal, request.environment);
    const { result } = await runRequest({
      program,
      request,
      environment,
      entry: request.entry,
      logger: createRunLogger([]),
      onEvent: () => {},
      send: async () => {},
      clientGone: nobody,
      interrupted: nobody,
    });
    await environment?.close?.();
    if (round === 0) continue;
    for (const { node, latency_ms } of result.path) {
      const known = latencies.get(node) ?? [];
      known.push(latency_ms * 1000);
      latencies.set(node, known);
    }
  }
}

/** Two figures are what a second measurement gives again. */
function rounded(microseconds: number): number {
  return Number(microseconds.toPrecision(2));
}

function percentile(sorted: readonly number[], share: number): number {
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

const steps = program.graph.nodes.flatMap(({ id }) => {
  const sorted = latencies.get(id)?.toSorted((a, b) => a - b);
  if (sorted === undefined) return [];
  return [[id, { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) }] as const];
});
const machine = `${cpus().length} x ${cpus()[0]?.model ?? process.arch}, Node ${process.versions.node}`;
const head = { machine, date: new Date().toISOString().slice(0, 10), rounds };
const lines = Object.entries(head).map(([name, value]) => `  "${name}": ${JSON.stringify(value)},`);
const rows = steps.map(
  ([node, { p50, p95 }]) => `    ${JSON.stringify(node)}: { "p50": ${p50}, "p95": ${p95} }`,
);
const text = `{\n${lines.join("\n")}\n  "steps": {\n${rows.join(",\n")}\n  }\n}\n`;
writeFileSync(join(layout.root, stepTimesFile), text);
console.log(`${steps.length} of ${program.graph.nodes.length} steps in ${stepTimesFile}`);
