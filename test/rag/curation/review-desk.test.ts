import { expect, onTestFinished, test } from "vitest";
import { createReviewDesk } from "../../../src/rag/curation/review-desk.ts";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { candidate } from "../../steps/support/feedback.ts";

function open() {
  const db = openDatabase({ path: ":memory:", clock: createFakeClock() });
  onTestFinished(() => db.close());
  return createReviewDesk(db);
}
const [small, big] = [candidate({ confidence: 0.5 }), candidate({ feedback_id: "fb_2" })];

test("the most pressing of the waiting ones comes first, the decided ones last", async () => {
  const desk = open();
  const decided = candidate({ feedback_id: "fb_3" });
  for (const one of [small, decided, big]) await desk.submit(one);
  desk.decide(decided.id, "approved", "anna");
  expect(desk.list().map(({ candidate: { id }, status }) => [id, status])).toEqual([
    [big.id, "pending"],
    [small.id, "pending"],
    [decided.id, "approved"],
  ]);
});

test("what is submitted again stays as it was, and decided", async () => {
  const desk = open();
  await desk.submit(big);
  expect(await desk.verdictOn(big.id)).toBeNull();
  desk.decide(big.id, "rejected", "anna");
  await desk.submit(big);
  expect(await desk.verdictOn(big.id)).toBe("rejected");
  expect(desk.list()).toMatchObject([{ status: "rejected", decided_by: "anna" }]);
});

test("the same decision again gives the candidate again; the other one is refused", async () => {
  const desk = open();
  await desk.submit(big);
  expect(desk.decide(big.id, "approved", "anna")).toEqual(big);
  expect(desk.decide(big.id, "approved", "bea")).toEqual(big);
  expect(desk.list()).toMatchObject([{ decided_by: "anna" }]);
  expect(() => desk.decide(big.id, "rejected", "bea")).toThrow(/was approved on .* by anna/u);
});

test("an id that is not there is named, with the nearest", async () => {
  const desk = open();
  await desk.submit(big);
  const near = `${big.id.slice(0, -1)}x`;
  expect(() => desk.decide(near, "approved", "anna")).toThrow(`Did you mean \`${big.id}\`?`);
  expect(await desk.verdictOn("cand_x")).toBeNull();
});
