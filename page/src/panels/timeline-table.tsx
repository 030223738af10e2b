import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { counted, duration } from "../data/times.ts";
import type { RunModel, Visit } from "../model/run-model.ts";
import { isTimed, isVisitTimed, nameOf } from "../model/run-model.ts";
import { scaleOf } from "../model/time-scale.ts";
import type { Scale } from "../model/time-scale.ts";
import { retriesTold } from "../model/told.ts";
import { windowOf } from "../model/window-of.ts";
import { keepInSight } from "./keep-in-sight.ts";
import { goTo, visitHere } from "./run-position.ts";

/** Visits around the one that is stood at, before one asks for all. */
const shownAtOnce = 400;

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(2)}%`;
}

function Row(props: { readonly visit: Visit; readonly scale: Scale; readonly here: boolean }) {
  const { visit, scale } = props;
  const [start, end] = scale.of(visit);
  return (
    <tr class="timeline-row" aria-current={props.here ? "step" : undefined}>
      <td class="timeline-number">{visit.step ?? ""}</td>
      <th scope="row">
        <button type="button" onClick={() => goTo(visit.index)}>
          {nameOf(visit)}
        </button>
      </th>
      <td class="timeline-number">{isVisitTimed(visit) ? duration(visit.start) : ""}</td>
      <td class="timeline-number">{visit.latency === null ? "" : duration(visit.latency)}</td>
      <td>
        <span data-status={visit.status}>{visit.status}</span>
        {visit.outcome.length > 0 && visit.status !== "failed" && `, ${visit.outcome.join(", ")}`}
        {visit.retries.length > 0 && `, ${retriesTold(visit.retries.length)}`}
        {visit.error !== null && `: ${visit.error.message}`}
      </td>
      <td class="timeline-number">{visit.row + 1}</td>
      <td class="timeline-cell" aria-hidden="true">
        <span
          data-status={visit.status}
          style={{ marginLeft: percent(start, scale.length), width: percent(end - start, scale.length) }}
        />
      </td>
    </tr>
  );
}

/** The facts of the timeline as a table, each visit in a row. */
export function TimelineTable({ model }: { readonly model: RunModel }) {
  const scale = useMemo(() => scaleOf(model, isTimed(model) ? "time" : "steps"), [model]);
  const [all, setAll] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { visits } = model;
  const here = visitHere.value?.index ?? 0;
  const { shown } = windowOf(visits, here, all ? visits.length : shownAtOnce);
  useEffect(() => {
    keepInSight(box.current?.querySelector("[aria-current]"));
  }, [here]);
  return (
    <div class="timeline-wide" ref={box} tabIndex={0} role="group" aria-label="Table of visits">
      <table class="timeline-table facts-table">
        <caption class="unseen">Visits in the order in which they began</caption>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Step</th>
            <th scope="col">Began at</th>
            <th scope="col">Took</th>
            <th scope="col">How it went</th>
            <th scope="col">Row</th>
            <th scope="col" class="timeline-cell">
              <span class="unseen">Bar</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((visit) => (
            <Row key={visit.index} visit={visit} scale={scale} here={visit.index === here} />
          ))}
        </tbody>
      </table>
      {shown.length < visits.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {counted(visits.length, "visit")}, not only {shown.length} around this one
        </button>
      )}
    </div>
  );
}
