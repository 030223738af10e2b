import { signal } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import { counted } from "../data/times.ts";
import type { RunModel } from "../model/run-model.ts";
import { nameOf } from "../model/run-model.ts";
import { stateAfter, stateAtEnd, stateBefore } from "../model/state-at.ts";
import type { StateAt } from "../model/state-at.ts";
import { stateDiff } from "../model/state-diff.ts";
import { KeyChanges } from "./key-changes.tsx";
import { position } from "./run-position.ts";
import "./run-state.css";

const changedOnly = signal(false);

function mergedIn(state: StateAt): ReadonlySet<string> {
  return new Set([...state].flatMap(([key, { merged }]) => (merged ? [key] : [])));
}

/** The state before and after the place in the run; at the end, from its beginning to its end. */
function statesAt(model: RunModel, place: number | null): readonly [StateAt, StateAt] {
  return place === null
    ? [stateBefore(model, 0), stateAtEnd(model)]
    : [stateBefore(model, place), stateAfter(model, place)];
}

/** The keys of the state where the run is stood at, and what the step there made of them. */
export function RunState({ model }: { readonly model: RunModel }) {
  const [wanted, setWanted] = useState("");
  const place = position.value;
  const [changes, merged] = useMemo(() => {
    const [before, after] = statesAt(model, place);
    return [stateDiff(before, after), mergedIn(after)];
  }, [model, place]);
  const here = place === null ? undefined : model.visits[place];
  const touched = changes.filter(({ kind }) => kind !== "same").length;
  const shown = changes.filter(
    ({ key, kind }) =>
      (!changedOnly.value || kind !== "same") && key.toLowerCase().includes(wanted.toLowerCase().trim()),
  );
  return (
    <div class="run-state">
      <p class="run-state-top">
        <strong>{here === undefined ? "At the end, against the beginning" : `After ${nameOf(here)}`}</strong>
        <label>
          Key <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
        </label>
        <label>
          <input
            type="checkbox"
            checked={changedOnly.value}
            onChange={(event) => (changedOnly.value = event.currentTarget.checked)}
          />{" "}
          Changed ones only
        </label>
        <span role="status">
          {counted(changes.length, "key")}, {touched} changed
        </span>
      </p>
      {shown.length === 0 ? <p>No key fits.</p> : <KeyChanges changes={shown} merged={merged} />}
    </div>
  );
}
