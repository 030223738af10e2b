import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

import { createCcnlStore } from "../../../src/rag/ccnl/ccnl-store.ts";
import { readAgreement } from "../../../src/rag/ccnl/read-agreement.ts";
import { seedAgreements } from "../../../src/rag/ccnl/seed-agreements.ts";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { agreements } from "./sample.ts";

const [first] = agreements;
const open = () => {
  const db = openDatabase({ path: ":memory:", clock: createFakeClock() });
  onTestFinished(() => db.close());
  return { db, ...createCcnlStore(db) };
};

describe("the sample agreements", () => {
  it("are the five, each with every level paid and given notice", () => {
    expect(agreements.map(({ id }) => id)).toEqual([
      "commercio",
      "edilizia",
      "metalmeccanico",
      "studi-professionali",
      "turismo",
    ]);
    for (const { levels, pay, notice, seniority_steps } of agreements) {
      const ids = levels.map(({ id }) => id).toSorted();
      for (const { amounts } of pay) expect(Object.keys(amounts).toSorted()).toEqual(ids);
      expect(Object.keys(seniority_steps.amounts).toSorted()).toEqual(ids);
      const noticed = notice.flatMap(({ rows }) => rows.flatMap((row) => row.levels));
      expect([...new Set(noticed)].toSorted()).toEqual(ids);
    }
  });

  it("pay a higher level no less, and no level less than before", () => {
    for (const { pay } of agreements) {
      const totals = pay.map(({ amounts }) =>
        Object.entries(amounts).map(
          ([id, parts]) =>
            [id, parts.reduce((sum, part) => sum + Math.round(Number(part) * 100), 0)] as const,
        ),
      );
      for (const [index, table] of totals.entries()) {
        const before = new Map(totals[index - 1] ?? []);
        for (const [id, total] of table) expect(total).toBeGreaterThanOrEqual(before.get(id) ?? 0);
      }
    }
  });

  it("follow each other without a gap between their pay tables", () => {
    for (const { pay } of agreements) {
      for (const [index, { from }] of pay.slice(1).entries()) {
        const before = Date.parse(pay[index]?.to ?? "");
        expect(Date.parse(from) - before).toBe(86_400_000);
      }
    }
  });
});

describe("readAgreement", () => {
  const broken = (change: object) => () => readAgreement(JSON.stringify({ ...first, ...change }), "x.yml");

  it("names the file and what a level or a source leads nowhere from", () => {
    expect(broken({ levels: [{ id: "9", label: "nono" }] })).toThrow(/`x.yml`.*no level `1`/s);
    expect(broken({ sources: {} })).toThrow(/no source `testo`/);
    expect(broken({ from: "2030-01-01" })).toThrow(/`2030-01-01` is after/);
  });

  it("refuses money that is a binary number, and YAML that is none", () => {
    expect(broken({ overtime: [{ kind: "night", label: "n", percent: 15, source: "testo" }] })).toThrow(
      /percent/,
    );
    expect(() => readAgreement("id: [", "x.yml")).toThrow(/`x.yml`/);
  });
});

describe("the store of agreements", () => {
  it("moves its epoch with every change, and only with one", async () => {
    const { read, write } = open();
    expect(await read.epoch()).toBe("0");
    expect(write.replace(agreements)).toBe(5);
    const epoch = await read.epoch();
    expect(write.replace(agreements)).toBe(0);
    expect(await read.epoch()).toBe(epoch);
    expect(write.replace(agreements.slice(1))).toBe(1);
    expect(await read.epoch()).not.toBe(epoch);
    expect(await read.agreements()).toEqual(agreements.slice(1));
  });

  it("keeps two versions of one agreement", async () => {
    const { read, write } = open();
    if (first === undefined) throw new Error("no sample");
    write.replace([first, { ...first, from: "2020-01-01", to: "2024-03-31" }]);
    expect((await read.agreements()).map(({ from }) => from)).toEqual(["2020-01-01", "2024-04-01"]);
  });

  it("takes over the files of a folder when they have changed, and is content without one", async () => {
    const { db, read, write } = open();
    const directory = mkdtempSync(path.join(tmpdir(), "ccnl-"));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const folder = path.join(directory, "ccnl");
    expect(seedAgreements(db, write, folder)).toBe(0);
    mkdirSync(folder);
    const source = path.resolve(import.meta.dirname, "../../../data/ccnl/turismo.yml");
    copyFileSync(source, path.join(folder, "turismo.yml"));
    expect(seedAgreements(db, write, folder)).toBe(1);
    const epoch = await read.epoch();
    expect(seedAgreements(db, write, folder)).toBe(0);
    expect(await read.epoch()).toBe(epoch);
    writeFileSync(path.join(folder, "turismo.yml"), "id: x\n");
    expect(() => seedAgreements(db, write, folder)).toThrow(/turismo.yml/);
    expect(await read.epoch()).toBe(epoch);
  });
});
