import { expect, onTestFinished, test } from "vitest";
import { createChatHistory } from "../../../src/rag/history/chat-history.ts";
import { createPiiService } from "../../../src/rag/pii/create-pii-service.ts";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";

function open() {
  const clock = createFakeClock();
  const db = openDatabase({ path: ":memory:", clock });
  onTestFinished(() => db.close());
  return { clock, history: createChatHistory(db, createPiiService()) };
}

const anna = { session_id: "s1", user_id: "anna" };
const said = { question: "Quando scade l'IVA?", answer: "Il 16." };

test("what is said is kept without personal data, in its order, once for each run", () => {
  const { history } = open();
  const question = "Scrivo a mario.rossi@example.it?";
  history.add(anna, "run_1", { question, answer: "Sì, a mario.rossi@example.it." });
  history.add(anna, "run_2", said);
  history.add(anna, "run_2", said);
  expect(history.list(anna).map(({ role, content }) => [role, content])).toEqual([
    ["user", "Scrivo a [EMAIL_1]?"],
    ["assistant", "Sì, a [EMAIL_1]."],
    ["user", said.question],
    ["assistant", said.answer],
  ]);
});

test("a session is its user's: the same session of another user is empty, and clearing it changes nothing", () => {
  const { history } = open();
  history.add(anna, "run_1", said);
  const bruno = { ...anna, user_id: "bruno" };
  expect([history.list(bruno), history.clear(bruno)]).toEqual([[], 0]);
  expect(history.list({ ...anna, session_id: "s2" })).toEqual([]);
  expect(history.clear(anna)).toBe(2);
  expect(history.list(anna)).toEqual([]);
});

test("what is too old goes, and a session keeps no more than its last 200 exchanges", async () => {
  const { clock, history } = open();
  history.add(anna, "old", said);
  await clock.advance(91 * 24 * 3600 * 1000);
  for (let run = 0; run < 201; run++) history.add(anna, `run_${run}`, { ...said, answer: `${run}` });
  const answers = history.list(anna).filter(({ role }) => role === "assistant");
  expect([answers.length, answers[0]?.content]).toEqual([200, "1"]);
});
