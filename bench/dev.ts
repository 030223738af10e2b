import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * `node bench/dev.ts [request.json]`: how long after a save `ragstep dev` shows the result, on a copy of this project. Each
 * kind of file is saved 20 times, and the time runs from before the write to the arrival of the line.
 */
const [request = "test/fixtures/requests/json-answer.json"] = process.argv.slice(2);
const saves = 20;
const kinds = [
  { file: "steps/golden/GoldenHit.ts", comment: "// " },
  { file: "docs/architecture/diagrams/pratikoai_rag.mmd", comment: "%% " },
  { file: "registry/rag_steps.yml", comment: "# " },
  { file: "steps/state.ts", comment: "// " },
  { file: "steps/environment.ts", comment: "// " },
  { file: request, comment: "" },
  { file: "src/rag/prompting/create-prompt-service.ts", comment: "// " },
  { file: "src/rag/settings/schema.ts", comment: "// " },
  { file: "src/text/source-file.ts", comment: "// " },
] as const;

const repository = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "ragstep-dev-"));
const made = new Set(["node_modules", ".git", ".ragstep", "dist"]);
for (const name of readdirSync(repository))
  if (!made.has(name)) cpSync(join(repository, name), join(project, name), { recursive: true });
symlinkSync(join(repository, "node_modules"), join(project, "node_modules"));

const child = spawn(process.execPath, ["bin/ragstep.js", "dev", request, "--format", "json"], {
  cwd: project,
  stdio: ["ignore", "pipe", "inherit"],
});
interface Line {
  readonly saved: readonly string[];
  readonly run: { readonly mismatches: readonly string[] } | null;
}

const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

/** Waits for the result of a save. Throws when the request did not run as it should, which a comment cannot make. */
async function result(file: string): Promise<void> {
  const line = await lines.next();
  if (line.done === true) throw new Error("`ragstep dev` ended.");
  const { run, saved } = JSON.parse(line.value) as Line;
  if (run === null || run.mismatches.length > 0 || (file !== "" && !saved.includes(file)))
    throw new Error(line.value.slice(0, 2_000));
}

await result("");
for (const { file, comment } of kinds) {
  const path = join(project, file);
  const text = readFileSync(path, "utf8");
  const times: number[] = [];
  for (let time = 0; time < saves; time++) {
    const started = performance.now();
    writeFileSync(path, `${text}${comment === "" ? " ".repeat(time) : `${comment}${time}`}\n`);
    await result(file);
    times.push(performance.now() - started);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const shown = [0.5, 0.95, 1].map((share) =>
    `${Math.round(sorted[Math.ceil(saves * share) - 1] ?? 0)} ms`.padStart(7),
  );
  console.log(`${file.padEnd(46)} p50 ${shown[0]}  p95 ${shown[1]}  max ${shown[2]}`);
}
const ended = once(child, "exit");
child.kill("SIGINT");
await ended;
rmSync(project, { recursive: true });
