import { signal } from "@preact/signals";
import { noAnswer, withEvent } from "../data/chat-answer.ts";
import type { ChatAnswer } from "../data/chat-answer.ts";
import type { Said } from "../data/page-source.ts";
import { inWords, SourceError } from "../data/source-error.ts";
import { openView } from "../follow-address.ts";
import { source } from "../page-state.ts";
import { refresh } from "./run-list-state.ts";

/** A question and what came of it. */
export interface Turn {
  readonly question: string;
  /** Null before the answer has begun, and when none did. */
  readonly run_id: string | null;
  readonly answer: ChatAnswer;
  readonly status: "waiting" | "answering" | "answered" | "stopped" | "failed";
  /** Why it failed, in words. */
  readonly trouble: string | null;
}

/** The conversation of this page, oldest first. */
export const turns = signal<readonly Turn[]>([]);

let stopping: AbortController | null = null;

/** What the next question goes on from: questions without an answer were never part of it. */
export function conversation(told: readonly Turn[]): readonly Said[] {
  return told.flatMap(({ question, answer: { text, failure } }): Said[] =>
    text === "" || failure !== null
      ? []
      : [
          { role: "user", content: question },
          { role: "assistant", content: text },
        ],
  );
}

/** Whether an answer is on its way. */
export function isAsking(): boolean {
  const last = turns.value.at(-1);
  return last?.status === "waiting" || last?.status === "answering";
}

/** Asks, shows the run as soon as it has an id, and takes in the answer. */
export async function askNow(question: string): Promise<void> {
  const ask = source.value?.ask ?? null;
  if (ask === null || isAsking()) return;
  const before = turns.value;
  const stop = new AbortController();
  stopping = stop;
  let turn: Turn = { question, run_id: null, answer: noAnswer, status: "waiting", trouble: null };
  const change = (more: Partial<Turn>): void => {
    turn = { ...turn, ...more };
    // A conversation that was forgotten meanwhile stays so.
    if (stopping === stop) turns.value = [...before, turn];
  };
  change({});
  try {
    const { run_id, ended } = await ask({
      messages: [...conversation(before), { role: "user", content: question }],
      signal: stop.signal,
      onEvent: (event, ms) => change({ answer: withEvent(turn.answer, event, ms) }),
    });
    change({ run_id, status: "answering" });
    openView({ kind: "run", id: run_id, visit: null, beside: null });
    void refresh();
    await ended;
    const { failure } = turn.answer;
    if (stop.signal.aborted) change({ status: "stopped" });
    else change(failure === null ? { status: "answered" } : { status: "failed", trouble: failure });
  } catch (error) {
    if (stop.signal.aborted) change({ status: "stopped" });
    else {
      const run_id = error instanceof SourceError ? error.runId : null;
      change({ status: "failed", trouble: inWords(error), run_id: turn.run_id ?? run_id });
    }
  }
  void refresh();
}

/** Stops the answer that is on its way, and its run. */
export function stopAsking(): void {
  stopping?.abort();
}

/** Begins a new conversation. */
export function forgetConversation(): void {
  stopping?.abort();
  stopping = null;
  turns.value = [];
}
