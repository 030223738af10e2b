import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { temporaryPath } from "../rag/storage/temporary.ts";

const root = path.resolve(import.meta.dirname, "../..");
const questionsFile = path.join(root, "data/eval.yml");
const evaluate = (...args: readonly string[]) =>
  spawnSync(process.execPath, [path.join(root, "bench/eval.ts"), ...args], { encoding: "utf8" });

const fileSchema = z.record(z.string(), z.array(z.looseObject({ question: z.string() })));
const questions = () => fileSchema.parse(parse(readFileSync(questionsFile, "utf8")));

test("the sample questions are found as often as promised, and none without an answer gets one", () => {
  const { status, stdout, stderr } = evaluate();
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^near +50 +(?:9[5-9]|100)\.\d %/mu);
  expect(stdout).toMatch(/^far +32 +\d+\.\d %/mu);
  expect(stdout).toMatch(/^out +36 +- +- +0\.0 %/mu);
});

test("a question that gets a golden answer it should not have fails the evaluation", () => {
  const file = temporaryPath("eval.yml");
  const all = questions();
  writeFileSync(
    file,
    stringify({ ...all, out: [...(all["out"] ?? []), { question: "Quando si paga l'IMU?" }] }),
  );
  const { status, stderr } = evaluate(file);
  expect(status).toBe(1);
  expect(stderr).toContain('"Quando si paga l\'IMU?" is answered with `faq-imu-scadenze` (1.000)');
});

test("near paraphrases that are not found fail the evaluation", () => {
  const file = temporaryPath("eval.yml");
  const all = questions();
  const near = all["near"]?.map((one, i) => (i < 5 ? { ...one, documents: ["successione"] } : one));
  writeFileSync(file, stringify({ ...all, near }));
  const { status, stderr } = evaluate(file);
  expect(status).toBe(1);
  expect(stderr).toContain("recall@5 of near paraphrases is below 0.95");
});
