import { afterAll, describe, expect, it } from "vitest";

import {
  createRecognizer,
  RecognitionFailed,
  RecognitionTimeout,
} from "#rag/documents/parsers/recognizer.ts";

import { createSystemClock } from "../../../../src/runtime/system-clock.ts";
import { fixture, parsers, problems, reading, values } from "../support/fixture.ts";

const documents = parsers();
const recognizer = createRecognizer();
afterAll(() => Promise.all([documents.close(), recognizer.close()]));

const receipt = fixture("altro/ricevuta.jpg").bytes;
const limit = (ms = 60_000, signal = new AbortController().signal) => ({
  ms,
  clock: createSystemClock(),
  signal,
});

/** Recognition takes seconds on a busy machine. */
const patience = 90_000;

describe("a scanned page", { timeout: patience }, () => {
  it("of an F24 becomes rows, debit and credit told by their columns", async () => {
    const parsed = await documents.parseF24(fixture("f24/imu-scansione.png"), reading({ ocr_ms: 60_000 }));
    expect(parsed.text.method).toBe("ocr");
    expect(values(parsed)).toMatchObject({
      "row[1].municipality": "H501",
      "row[1].debit": "1480.00",
      "row[2].credit": "75.25",
      final_balance: "1404.75",
      "computed.balance": "1404.75",
    });
    expect(parsed.fields.find(({ name }) => name === "row[1].debit")?.confidence).toBeLessThan(0.95);
  });

  it("inside a PDF is recognized too", async () => {
    const parsed = await documents.parseF24(
      fixture("f24/contributi-scansione.pdf"),
      reading({ ocr_ms: 60_000 }),
    );
    expect(values(parsed)).toMatchObject({ final_balance: "2703.40", "computed.balance": "2703.40" });
  });

  it("of a payslip gives its net pay, sums checked", async () => {
    const parsed = await documents.parsePayslip(
      fixture("busta-paga/marzo-scansione.png"),
      reading({ ocr_ms: 60_000 }),
    );
    expect(values(parsed)).toMatchObject({ net: "1730.88", gross: "2261.90", period: "2026-03" });
    expect(problems(parsed)).toEqual([]);
  });

  it("of a contract gives parties and dates", async () => {
    const file = fixture("contratto/apprendistato-scansione.png");
    expect(values(await documents.parseContract(file, reading({ ocr_ms: 60_000 })))).toMatchObject({
      kind: "apprendistato",
      worker: "Paolo Neri",
      start: "2026-10-01",
      trial: "P60D",
      pay_month: "1120.00",
    });
  });

  it("beyond the limit of pages is left out and named", async () => {
    const text = await documents.extractText(
      fixture("f24/contributi-scansione.pdf"),
      reading({ ocr_pages: 0 }),
    );
    expect(problems(text)).toEqual(["warning left-out"]);
  });

  it("that is cut off gives an error, and the next page is read all the same", async () => {
    const broken = await documents.extractText(fixture("busta-paga/troncata.png"), reading());
    expect(problems(broken)).toEqual(["error image-unreadable"]);
    const next = await documents.extractText(fixture("altro/ricevuta.jpg"), reading({ ocr_ms: 60_000 }));
    expect(next.pages[0]?.text).toContain("480,00");
  });

  it("that takes too long is given up, named in the text's issues", async () => {
    const text = await documents.extractText(
      fixture("busta-paga/marzo-scansione.png"),
      reading({ ocr_ms: 1 }),
    );
    expect(problems(text)).toEqual(["error ocr-timeout"]);
  });
});

describe("the recognizer", { timeout: patience }, () => {
  it("reads pages one after the other with words and their boxes", async () => {
    const both = await Promise.all([
      recognizer.recognize(receipt, limit()),
      recognizer.recognize(receipt, limit()),
    ]);
    expect(both[0]).toEqual(both[1]);
    const amount = both[0].words.find(({ text }) => text.includes("480"));
    expect(amount).toMatchObject({ x: expect.any(Number), w: expect.any(Number) });
  });

  it("ends a page when its time is up or nobody waits for it, and starts anew", async () => {
    await expect(recognizer.recognize(receipt, limit(1))).rejects.toThrow(RecognitionTimeout);
    const controller = new AbortController();
    const waiting = recognizer.recognize(receipt, limit(60_000, controller.signal));
    controller.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    expect((await recognizer.recognize(receipt, limit())).words.length).toBeGreaterThan(10);
  });

  it("rejects what is no image", async () => {
    await expect(recognizer.recognize(Buffer.from("no image"), limit())).rejects.toThrow(RecognitionFailed);
  });

  it("may be closed without having read a page, and twice", async () => {
    const unused = createRecognizer();
    await unused.close();
    await expect(unused.close()).resolves.toBeUndefined();
  });
});
