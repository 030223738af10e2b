import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { logLineHead, logLineText } from "../../src/runtime/log-line.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf, testState } from "./program-of.ts";

test("events carry the attributes of the lines that are logged: of completions, retries and failures", async () => {
  const texts: unknown[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().trimEnd().split("\n")) texts.push(JSON.parse(line).msg);
      done();
    },
  });
  const program = programOf({
    edges: "Start -> Work -> End, Work -error-> Error500",
    state: {
      ...testState,
      asked: key(z.string(), { input: "optional" }),
      tax_code: key(z.string(), { pii: true, input: "optional" }),
    },
    steps: {
      Work: {
        optional: { asked: "", tax_code: "" },
        attrs: ["asked", "tax_code"],
        run: () => {
          throw new Error("no answer");
        },
      },
    },
    policy: { Work: { retry: { attempts: 2, backoff_ms: 5, factor: 1, jitter: 0 } } },
  });
  const labels = new Map(program.graph.nodes.map(({ id, label, entry }) => [id, { label, entry }]));
  const told: string[] = [];
  const logger = pino({ base: null, timestamp: false }, destination);
  await run(
    program,
    { asked: "why?", tax_code: "RSSMRA80A01H501U" },
    {
      logger,
      clock: createFakeClock({ autoAdvance: true }),
      onEvent(event) {
        if (!("attrs" in event) || event.attrs === undefined) return;
        const { label = "", entry } = labels.get(event.node) ?? {};
        const head = logLineHead({ step: event.step, stepId: entry?.id ?? event.node, label });
        told.push(logLineText(head, event.attrs));
      },
    },
  ).done;
  expect(told).toEqual(texts);
  expect(told).toHaveLength(4);
  expect(told[1]).toContain('"asked":"why?","tax_code":null,"next_step":null,"processing_stage":"retrying"}');
  expect(told[2]).toContain('"next_step":"Error500","processing_stage":"failed"}');
});
