import { useEffect, useRef, useState } from "preact/hooks";
import { hashOf } from "../address.ts";
import { duration } from "../data/times.ts";
import { source } from "../page-state.ts";
import { askNow, forgetConversation, isAsking, stopAsking, turns } from "./ask-state.ts";
import type { Turn } from "./ask-state.ts";
import "./ask.css";

const states = {
  waiting: "Waiting for the answer to begin",
  answering: "Answering",
  answered: "Answered",
  stopped: "Stopped",
  failed: "Failed",
} as const satisfies Record<Turn["status"], string>;

function TurnEntry({ turn }: { readonly turn: Turn }) {
  const { question, run_id, answer, status, trouble } = turn;
  return (
    <li class="ask-turn">
      <p class="ask-question">{question}</p>
      {answer.text !== "" && (
        <p class="ask-answer" aria-busy={status === "answering"}>
          {answer.text}
        </p>
      )}
      {trouble !== null && <p class="ask-trouble">{trouble}</p>}
      {answer.sources.length > 0 && (
        <details class="ask-sources">
          <summary>{answer.sources.length === 1 ? "1 source" : `${answer.sources.length} sources`}</summary>
          <ul>
            {answer.sources.map((one, at) => (
              <li key={at}>{one}</li>
            ))}
          </ul>
        </details>
      )}
      <p class="ask-state">
        <span data-status={status}>{states[status]}</span>
        {answer.firstMs !== null && <span>first word after {duration(answer.firstMs)}</span>}
        {run_id !== null && (
          <a href={hashOf({ kind: "run", id: run_id, visit: null, beside: null })}>Its run</a>
        )}
      </p>
    </li>
  );
}

/** A question from the page; its run walks the diagram while the answer comes in. */
export function Ask() {
  const [text, setText] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const told = turns.value;
  const asking = isAsking();
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [told]);
  if (source.value?.ask === null) return null;
  const send = (event: Event): void => {
    event.preventDefault();
    const question = text.trim();
    if (question === "" || asking) return;
    setText("");
    void askNow(question);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  const last = told.at(-1);
  return (
    <section class="ask" aria-labelledby="ask-title">
      <div class="ask-top">
        <h2 id="ask-title">Ask</h2>
        {told.length > 0 && (
          <button type="button" onClick={forgetConversation}>
            New conversation
          </button>
        )}
      </div>
      {told.length > 0 && (
        <ol class="ask-turns" ref={list} tabIndex={0} aria-label="Conversation">
          {told.map((turn, at) => (
            <TurnEntry key={at} turn={turn} />
          ))}
        </ol>
      )}
      <p class="unseen" role="status">
        {last === undefined ? "" : states[last.status]}
      </p>
      <form class="ask-form" onSubmit={send}>
        <label>
          <span class="unseen">Question</span>
          <textarea
            rows={2}
            value={text}
            placeholder={told.length === 0 ? "Ask the graph a question" : "Ask on"}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </label>
        {asking ? (
          <button type="button" onClick={stopAsking}>
            Stop
          </button>
        ) : (
          <button type="submit" class="primary" disabled={text.trim() === ""}>
            Ask
          </button>
        )}
      </form>
    </section>
  );
}
