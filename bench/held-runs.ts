/** Holds 1,000 runs in the middle of a chain and prints the bytes each of them takes. Started with `--expose-gc`. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "../src/graph/program.ts";
import { run } from "../src/runtime/run.ts";
import { load } from "./load.ts";
import { chainTexts } from "./texts.ts";

const texts = chainTexts(18);
const loaded = load(texts);
let holding = false;
let open: () => void = () => undefined;
const gate = new Promise<void>((resolve) => (open = resolve));
const waiting: number[] = [];

const program: Program = {
  ...loaded,
  steps: loaded.steps.map((step, i) => {
    if (step === null || i !== 10) return step;
    return {
      ...step,
      async run() {
        if (!holding) return undefined;
        waiting.push(i);
        return gate;
      },
    };
  }),
};

async function heap(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await sleep(5);
  }
  return process.memoryUsage().heapUsed;
}

for (let i = 0; i < 100; i++) await run(program, { counter: { n: 0 } }).done;
const before = await heap();
holding = true;
const runs = Array.from({ length: 1000 }, () => run(program, { counter: { n: 0 } }).done);
while (waiting.length < 1000) await sleep(1);
const bytes = ((await heap()) - before) / 1000;
open();
const results = await Promise.all(runs);
if (!results.every((result) => result.status === "completed"))
  throw new Error("A held run did not complete.");
process.stdout.write(`${bytes.toFixed(0)}\n`);
