import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { entryFields, innerFields } from "../../src/registry/entry-fields.ts";
import { entrySchema } from "../../src/registry/entry-schema.ts";
import { plainEntry } from "../../src/registry/plain-entry.ts";

const right = { step: 1, id: "A.b", node_id: "A", node_label: "A", type: "process", category: "a" };

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    "",
    " ",
    0,
    -1,
    1,
    1.5,
    2 ** 31,
    2 ** 53,
    Number.NaN,
    Infinity,
    null,
    undefined,
    true,
  ),
  fc.string(),
  fc.constantFrom("active", "planned", "deprecated", "decision", "2026-02-28", "2026-02-30", "26-1-1"),
  fc.array(fc.string(), { maxLength: 2 }),
  fc.integer(),
);
const mapping = fc.oneof(
  odd,
  fc.record(
    {
      kind: fc.oneof(fc.constantFrom("active", "planned", "deprecated"), odd),
      date: fc.oneof(fc.constantFrom("2024-02-29", "2026-02-29", "2026-12-31", "0000-01-01"), odd),
      reason: fc.oneof(fc.constant("why"), odd),
      attempts: fc.oneof(fc.constant(3), odd),
      backoff_ms: fc.oneof(fc.constant(200), odd),
      factor: fc.oneof(fc.constantFrom(1, 2.5), odd),
      jitter: fc.oneof(fc.constantFrom(0, 0.2, 1), odd),
    },
    { requiredKeys: [] },
  ),
);
const changed = fc
  .array(fc.tuple(fc.constantFrom(...entryFields), mapping), { maxLength: 4 })
  .map((pairs) => ({ ...right, ...Object.fromEntries(pairs) }));

const withoutAbsent = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));

it("takes for plain only what the schema takes, with the same values", () => {
  let plain = 0;
  fc.assert(
    fc.property(changed, (values) => {
      const quick = plainEntry(values);
      if (quick === null) return;
      plain++;
      const slow = entrySchema().parse(values);
      expect(withoutAbsent(quick)).toEqual(withoutAbsent(slow));
    }),
    { numRuns: 20_000 },
  );
  expect(plain).toBeGreaterThan(1000);
});

it("takes every entry of the project's registry for plain", () => {
  const { steps }: { readonly steps: readonly Record<string, unknown>[] } = parse(
    readFileSync(new URL("../../registry/rag_steps.yml", import.meta.url), "utf8"),
  );
  expect(steps.filter((entry) => plainEntry(entry) === null)).toEqual([]);
});

it("names the fields that the schema has", () => {
  const { shape } = entrySchema();
  expect([...entryFields]).toEqual(Object.keys(shape));
  const inner = Object.keys(shape.retry.unwrap().unwrap().shape);
  expect([...(innerFields.get("retry") ?? [])]).toEqual(inner);
});
