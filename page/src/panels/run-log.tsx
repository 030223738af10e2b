import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { counted, duration } from "../data/times.ts";
import { logLinesOf } from "../model/log-lines.ts";
import type { RunLogLine } from "../model/log-lines.ts";
import type { RunModel } from "../model/run-model.ts";
import { windowOf } from "../model/window-of.ts";
import { graph } from "../page-state.ts";
import { keepInSight } from "./keep-in-sight.ts";
import { goTo, visitHere } from "./run-position.ts";
import "./run-log.css";

/** Lines around the one of the visit that is stood at, before one asks for all. */
const shownAtOnce = 400;

function Line({ line, here }: { readonly line: RunLogLine; readonly here: boolean }) {
  return (
    <li class="run-log-line" data-level={line.level} aria-current={here ? "step" : undefined}>
      <button
        type="button"
        aria-label={line.at === null ? `Go to ${line.node}` : `${duration(line.at)}, go to ${line.node}`}
        onClick={() => goTo(line.visit)}
      >
        {line.at === null ? line.visit + 1 : duration(line.at)}
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
  const [all, setAll] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const diagram = graph.value;
  const here = visitHere.value?.index ?? -1;
  const lines = useMemo(() => (diagram === null ? [] : logLinesOf(model, diagram)), [model, diagram]);
  const parts = wanted.toLowerCase().split(/\s+/);
  const fitting = lines.filter(({ text, node, level }) => {
    const whole = `${level} ${node} ${text ?? ""}`.toLowerCase();
    return parts.every((part) => whole.includes(part));
  });
  const place = Math.max(
    0,
    fitting.findIndex(({ visit }) => visit === here),
  );
  const { shown, first } = windowOf(fitting, place, all ? fitting.length : shownAtOnce);
  useEffect(() => {
    keepInSight(list.current?.querySelector("[aria-current]"));
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
          {fitting.length === lines.length
            ? counted(lines.length, "line")
            : `${fitting.length} of ${counted(lines.length, "line")}`}
        </span>
      </p>
      <ol class="run-log-lines" ref={list}>
        {shown.map((line, i) => (
          <Line key={first + i} line={line} here={line.visit === here} />
        ))}
      </ol>
      {shown.length < fitting.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {counted(fitting.length, "line")}, not only {shown.length} around this one
        </button>
      )}
    </div>
  );
}
