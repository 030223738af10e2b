import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { counted, duration } from "../data/times.ts";
import { logLinesOf } from "../model/log-lines.ts";
import type { RunLogLine } from "../model/log-lines.ts";
import type { RunModel } from "../model/run-model.ts";
import { graph } from "../page-state.ts";
import { goTo, visitHere } from "./run-position.ts";
import "./run-log.css";

function Line({ line, here }: { readonly line: RunLogLine; readonly here: boolean }) {
  return (
    <li class="run-log-line" data-level={line.level} aria-current={here ? "step" : undefined}>
      <button type="button" aria-label={`Go to ${line.node}`} onClick={() => goTo(line.visit)}>
        {duration(line.at)}
      </button>
      <span class="run-log-level">{line.level}</span>
      {line.text === null ? (
        <span class="run-log-none">{line.node}: the record of this run does not hold this line.</span>
      ) : (
        <code>{line.text}</code>
      )}
    </li>
  );
}

/** The lines that the run left in the log, as they stand there. */
export function RunLog({ model }: { readonly model: RunModel }) {
  const [wanted, setWanted] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const diagram = graph.value;
  const here = visitHere.value?.index ?? -1;
  const lines = useMemo(() => (diagram === null ? [] : logLinesOf(model, diagram)), [model, diagram]);
  const parts = wanted.toLowerCase().split(/\s+/);
  const shown = lines.filter(({ text, node, level }) => {
    const whole = `${level} ${node} ${text ?? ""}`.toLowerCase();
    return parts.every((part) => whole.includes(part));
  });
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [here]);
  return (
    <div class="run-log">
      <p class="run-log-top">
        <label>
          Filter{" "}
          <input
            type="search"
            value={wanted}
            placeholder="words of the line, or warn, error"
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </label>
        <span role="status">
          {shown.length === lines.length
            ? counted(lines.length, "line")
            : `${shown.length} of ${counted(lines.length, "line")}`}
        </span>
      </p>
      <ol class="run-log-lines" ref={list}>
        {shown.map((line, i) => (
          <Line key={i} line={line} here={line.visit === here} />
        ))}
      </ol>
    </div>
  );
}
