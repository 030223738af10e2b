import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { GraphView } from "../../../src/server/api-schemas.ts";
import { storedStatuses } from "../../../src/server/runs/run-rows.ts";
import type { RunFilters } from "../data/run-query.ts";
import { findStep, stepName } from "../data/find-step.ts";
import { graph } from "../page-state.ts";
import { filterBy, filters } from "./run-list-state.ts";
import "./run-filters.css";

/** Typing is over when nothing was typed for so long. */
const pauseMs = 300;

/** A field that filters when one has stopped typing, or has left it. */
function Typed(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly list?: string;
  readonly type?: "search" | "number";
  readonly placeholder?: string;
}) {
  const [text, setText] = useState(props.value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // At once: later it would undo what is typed meanwhile.
  useLayoutEffect(() => setText(props.value), [props.value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const say = (value: string, waitMs: number): void => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => value !== props.value && props.onValue(value), waitMs);
  };
  const id = useId();
  return (
    <div class="run-filters-field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type={props.type ?? "search"}
        min={props.type === "number" ? 0 : undefined}
        value={text}
        list={props.list}
        placeholder={props.placeholder}
        onInput={(event) => say(event.currentTarget.value, pauseMs)}
        onChange={(event) => say(event.currentTarget.value, 0)}
      />
    </div>
  );
}

/** One of several values, or any. */
function Choice(props: {
  readonly label: string;
  readonly name: "status" | "outcome";
  readonly values: readonly string[];
}) {
  const id = useId();
  const { label, name, values } = props;
  return (
    <div class="run-filters-field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={filters.value[name] ?? ""}
        onChange={(event) => withValue(name, event.currentTarget.value)}
      >
        <option value="">any</option>
        {values.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </div>
  );
}

function withValue(name: keyof RunFilters, value: string | number | undefined): void {
  const { [name]: _, ...others } = filters.value;
  filterBy(value === undefined || value === "" ? others : { ...others, [name]: value });
}

function millisecondsOf(text: string): number | undefined {
  const ms = Number(text);
  return text.trim() === "" || !Number.isFinite(ms) || ms < 0 ? undefined : ms;
}

function outcomesOf(of: GraphView | null, step: string | undefined): readonly string[] {
  const nodes = of?.nodes.filter(({ id }) => step === undefined || id === step) ?? [];
  return [...new Set([...nodes.flatMap(({ outcomes }) => outcomes), "error"])];
}

function StepField() {
  const of = graph.value;
  const { step } = filters.value;
  const [unknown, setUnknown] = useState("");
  const choose = (text: string): void => {
    const found = of === null ? null : findStep(of, text);
    setUnknown(text !== "" && found === null ? text : "");
    const { outcome: _, step: __, ...others } = filters.value;
    if (text === "") filterBy(others);
    else if (found !== null) filterBy({ ...others, step: found });
  };
  return (
    <>
      <Typed
        label="Step"
        value={step === undefined ? "" : stepName(of, step)}
        onValue={choose}
        list="run-filters-steps"
        placeholder="number, id or label"
      />
      <datalist id="run-filters-steps">
        {of?.nodes.map(({ id, label }) => (
          <option key={id} value={stepName(of, id)}>
            {label}
          </option>
        ))}
      </datalist>
      {unknown !== "" && <p class="run-filters-unknown">No step is called “{unknown}”.</p>}
    </>
  );
}

/** What the list is filtered by. */
export function RunFilterForm() {
  const { status, step, min_ms, max_ms, text } = filters.value;
  const set = Object.keys(filters.value).length;
  const outcomes = outcomesOf(graph.value, step);
  return (
    <form
      class="run-filters"
      role="search"
      aria-label="Filter runs"
      onSubmit={(event) => event.preventDefault()}
    >
      <div class="run-filters-row">
        <Typed
          label="Text"
          value={text ?? ""}
          onValue={(value) => withValue("text", value.trim().slice(0, 200))}
          placeholder="id, route, user …"
        />
        <Choice label="Status" name="status" values={storedStatuses} />
      </div>
      <details class="run-filters-more" open={set > (text ? 1 : 0) + (status ? 1 : 0)}>
        <summary>Step, outcome, duration</summary>
        <StepField />
        <Choice label="Outcome" name="outcome" values={outcomes} />
        <div class="run-filters-row">
          <Typed
            label="At least, ms"
            type="number"
            value={String(min_ms ?? "")}
            onValue={(value) => withValue("min_ms", millisecondsOf(value))}
          />
          <Typed
            label="At most, ms"
            type="number"
            value={String(max_ms ?? "")}
            onValue={(value) => withValue("max_ms", millisecondsOf(value))}
          />
        </div>
      </details>
      {set > 0 && (
        <button type="button" class="run-filters-clear" onClick={() => filterBy({})}>
          Clear {set === 1 ? "the filter" : `${set} filters`}
        </button>
      )}
    </form>
  );
}
