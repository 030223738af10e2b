import { useEffect } from "preact/hooks";
import { counted } from "../data/times.ts";
import { useKeys } from "../keys.ts";
import { nameOf } from "../model/run-model.ts";
import { beginTold } from "../model/told.ts";
import { showNode } from "./node-link.tsx";
import {
  goTo,
  playing,
  position,
  shownFor,
  speed,
  speeds,
  stepBy,
  togglePlay,
  visitHere,
} from "./run-position.ts";
import { opened } from "./run-session.ts";
import "./step-controls.css";

const speedNames: Readonly<Record<number, string>> = {
  0.1: "a tenth of its speed",
  1: "its own speed",
  10: "ten times its speed",
};

/** Goes on by itself while the run is played. */
function usePlaying(): void {
  const isPlaying = playing.value;
  const place = position.value;
  const rate = speed.value;
  useEffect(() => {
    if (!isPlaying) return undefined;
    const ms = shownFor();
    if (ms === null) {
      playing.value = false;
      return undefined;
    }
    // Somebody may have gone elsewhere in the meantime.
    const timer = setTimeout(() => position.value === place && stepBy(1), ms);
    return () => clearTimeout(timer);
  }, [isPlaying, place, rate]);
  useEffect(() => () => void (playing.value = false), []);
}

function StepButton(props: {
  readonly name: string;
  readonly sign: string;
  readonly act: () => void;
  readonly off: boolean;
}) {
  return (
    <button type="button" aria-label={props.name} title={props.name} disabled={props.off} onClick={props.act}>
      <span aria-hidden="true">{props.sign}</span>
    </button>
  );
}

/** Goes through a run step by step, forth and back, or plays it. */
export function StepControls() {
  usePlaying();
  useKeys([
    { keys: ["j", "ArrowRight", "ArrowDown"], does: "next step of the run", act: () => stepBy(1) },
    { keys: ["k", "ArrowLeft", "ArrowUp"], does: "step before it", act: () => stepBy(-1) },
    { keys: ["Home"], does: "first step of the run", act: () => goTo(0) },
    { keys: ["End"], does: "end of the run", act: () => goTo(null) },
    { keys: ["p"], does: "play the run, or stop", act: togglePlay },
  ]);
  const count = opened.value?.model?.visits.length ?? 0;
  const here = visitHere.value;
  const at = here?.index ?? 0;
  const told =
    here === null
      ? "no step yet"
      : `${at + 1} of ${counted(count, "visit")}, ${nameOf(here)}${beginTold(here)}`;
  return (
    <div class="step-controls" role="group" aria-label="Step through the run">
      <StepButton name="First step" sign="|◀" act={() => goTo(0)} off={at === 0} />
      <StepButton name="Step back" sign="◀" act={() => stepBy(-1)} off={at === 0} />
      <StepButton name="Step forward" sign="▶" act={() => stepBy(1)} off={at >= count - 1} />
      <StepButton name="End of the run" sign="▶|" act={() => goTo(null)} off={position.value === null} />
      <button type="button" aria-pressed={playing.value} onClick={togglePlay} disabled={count < 2}>
        {playing.value ? "Stop" : "Play"}
      </button>
      <label class="step-controls-speed">
        <span class="unseen">Speed</span>
        <select
          value={String(speed.value)}
          onChange={(event) => (speed.value = Number(event.currentTarget.value))}
        >
          {speeds.map((rate) => (
            <option key={rate} value={String(rate)}>
              at {speedNames[rate]}
            </option>
          ))}
        </select>
      </label>
      <input
        class="step-controls-slider"
        type="range"
        aria-label="Place in the run"
        aria-valuetext={told}
        min={0}
        max={Math.max(0, count - 1)}
        value={at}
        disabled={count < 2}
        onInput={(event) => goTo(Number(event.currentTarget.value))}
      />
      <p class="step-controls-place">
        {here === null ? (
          "no step yet"
        ) : (
          <>
            {at + 1} of {counted(count, "visit")},{" "}
            <button type="button" class="node-link" onClick={() => showNode(here.node)}>
              {nameOf(here)}
            </button>
            {beginTold(here)}
          </>
        )}
      </p>
    </div>
  );
}
