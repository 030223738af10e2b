import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { counted, duration } from "../data/times.ts";
import type { Frame, RunModel, Visit } from "../model/run-model.ts";
import { isTimed, isVisitTimed, nameOf } from "../model/run-model.ts";
import { barsBetween, scaleOf } from "../model/time-scale.ts";
import type { Bar, Scale, ScaleKind } from "../model/time-scale.ts";
import { rowsOf, ticksOf } from "../model/timeline-rows.ts";
import { retriesTold } from "../model/told.ts";
import { goTo, visitHere } from "./run-position.ts";
import { TimelineTable } from "./timeline-table.tsx";
import "./timeline.css";

const rowHeight = 26;
const barHeight = 20;
const axisHeight = 20;
/** As wide as what is told at a tick. */
const roomForTick = 56;
const longestZoom = 400;

const shape = signal<"chart" | "table">("chart");
const scaleKind = signal<ScaleKind>("time");

/** What is told of a visit where it is pointed at. */
function visitTold(visit: Visit): string {
  const { step, latency, start, outcome, retries, status, error } = visit;
  return [
    `${step === null ? "" : `${step} `}${nameOf(visit)}`,
    latency === null ? status : duration(latency),
    ...(isVisitTimed(visit) ? [`at ${duration(start)}`] : []),
    ...(outcome.length > 0 ? [`outcome ${outcome.join(", ")}`] : []),
    ...(retries.length > 0 ? [retriesTold(retries.length)] : []),
    ...(status === "done" || latency === null ? [] : [status]),
    ...(error === null ? [] : [error.message]),
  ].join(" · ");
}

function BarMark(props: {
  readonly bar: Bar;
  readonly y: number;
  readonly here: boolean;
  readonly onPoint: (visit: Visit | null) => void;
}) {
  const { visit, x, width, ticks } = props.bar;
  const name = `${visit.step ?? ""} ${visit.node}`.trim();
  const roomFor = Math.floor((width - 6) / 6.5);
  return (
    <g
      class="timeline-bar"
      data-status={visit.status}
      data-here={props.here}
      onClick={() => goTo(visit.index)}
      onPointerEnter={() => props.onPoint(visit)}
      onPointerLeave={() => props.onPoint(null)}
    >
      <title>{visitTold(visit)}</title>
      <rect x={x} y={props.y} width={width} height={barHeight} rx={2} />
      {ticks.map((tick) => (
        <line key={tick} class="timeline-tick" x1={tick} x2={tick} y1={props.y} y2={props.y + barHeight} />
      ))}
      {roomFor >= 3 && (
        <text x={x + 3} y={props.y + 14}>
          {visit.status === "failed" ? "✕ " : ""}
          {name.length > roomFor ? `${name.slice(0, roomFor - 1)}…` : name}
        </text>
      )}
    </g>
  );
}

function Axis(props: {
  readonly scale: Scale;
  readonly kind: ScaleKind;
  readonly pixels: number;
  readonly view: readonly [number, number];
  readonly height: number;
}) {
  const [from, to] = props.view;
  const width = props.scale.length * props.pixels;
  const ticks = ticksOf(from / props.pixels, Math.min(to / props.pixels, props.scale.length), 8);
  return (
    <g class="timeline-axis">
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(${tick * props.pixels} 0)`}>
          <line y1={axisHeight - 4} y2={props.height} />
          {/* The last one is told before its line, where behind it is no room. */}
          <text
            x={tick * props.pixels > width - roomForTick ? -3 : 3}
            y={13}
            text-anchor={tick * props.pixels > width - roomForTick ? "end" : "start"}
          >
            {props.kind === "time" ? duration(tick) : `visit ${tick + 1}`}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Marks of frames: one a pixel at most. */
function frameMarks(frames: readonly Frame[], pixels: number, [from, to]: readonly [number, number]) {
  const places = new Set(frames.map(({ at }) => Math.round(at * pixels)));
  return [...places].filter((place) => place >= from && place <= to);
}

function Chart({ model }: { readonly model: RunModel }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const [zoom, setZoom] = useState(1);
  const [left, setLeft] = useState(0);
  const [pointed, setPointed] = useState<Visit | null>(null);
  const kind = isTimed(model) ? scaleKind.value : "steps";
  const here = visitHere.value;
  const rows = useMemo(() => rowsOf(model), [model]);
  const scale = useMemo(() => scaleOf(model, kind), [model, kind]);
  const full = Math.max(50, width - 8) * zoom;
  const pixels = full / scale.length;
  const seen: readonly [number, number] = [left - 50, left + width + 50];
  const hasFrames = kind === "time" && model.frames.length > 0;
  const height = axisHeight + rows.length * rowHeight + (hasFrames ? 14 : 0);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = box.current;
    if (element === null || here === null || zoom === 1) return;
    const [start, end] = scale.of(here).map((place) => place * pixels);
    const out = (start ?? 0) < element.scrollLeft || (end ?? 0) > element.scrollLeft + element.clientWidth;
    if (out) element.scrollLeft = (start ?? 0) - element.clientWidth / 3;
  }, [here?.index, pixels]);

  const zoomBy = (factor: number): void => {
    const element = box.current;
    const next = Math.min(longestZoom, Math.max(1, zoom * factor));
    setZoom(next);
    if (element === null) return;
    const middle = (element.scrollLeft + element.clientWidth / 2) * (next / zoom);
    requestAnimationFrame(() => (element.scrollLeft = middle - element.clientWidth / 2));
  };
  const told = pointed ?? here;
  return (
    <div class="timeline-chart">
      <div class="timeline-zoom" role="group" aria-label="Zoom of the timeline">
        <button type="button" aria-label="Zoom out" disabled={zoom <= 1} onClick={() => zoomBy(0.5)}>
          −
        </button>
        <button type="button" aria-label="Zoom in" disabled={zoom >= longestZoom} onClick={() => zoomBy(2)}>
          +
        </button>
        <button type="button" disabled={zoom === 1} onClick={() => setZoom(1)}>
          Whole run
        </button>
      </div>
      <div
        class="timeline-scroll"
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={`Timeline of ${counted(model.visits.length, "visit")} in ${counted(rows.length, "row")}; the table tells the same`}
        onScroll={(event) => setLeft(event.currentTarget.scrollLeft)}
      >
        <svg width={full + 8} height={height} aria-hidden="true">
          <Axis scale={scale} kind={kind} pixels={pixels} view={seen} height={height} />
          {rows.map(({ row, visits }) =>
            barsBetween(visits, scale, { pixels, from: seen[0], to: seen[1] }).map((bar) => (
              <BarMark
                key={bar.visit.index}
                bar={bar}
                y={axisHeight + row * rowHeight}
                here={bar.visit.index === here?.index}
                onPoint={setPointed}
              />
            )),
          )}
          {here !== null && (
            <rect
              class="timeline-here"
              x={(scale.of(here)[0] ?? 0) * pixels - 1.5}
              y={axisHeight + here.row * rowHeight - 2}
              width={Math.max(5, ((scale.of(here)[1] ?? 0) - (scale.of(here)[0] ?? 0)) * pixels + 3)}
              height={barHeight + 4}
              rx={3}
            />
          )}
          {hasFrames && (
            <g class="timeline-frames">
              {frameMarks(model.frames, pixels, seen).map((x) => (
                <line key={x} x1={x} x2={x} y1={height - 12} y2={height - 3} />
              ))}
            </g>
          )}
        </svg>
      </div>
      <p class="timeline-told">
        {told === null ? "Nothing has begun yet." : visitTold(told)}
        {hasFrames && <span class="timeline-legend">Green marks: frames of the answer going out.</span>}
      </p>
    </div>
  );
}

/** A run along its time: bars of visits, branches beside each other. */
export function Timeline({ model }: { readonly model: RunModel }) {
  return (
    <div class="timeline">
      <div class="timeline-choices">
        <label>
          Show as{" "}
          <select
            value={shape.value}
            onChange={(event) => (shape.value = event.currentTarget.value === "table" ? "table" : "chart")}
          >
            <option value="chart">Chart</option>
            <option value="table">Table</option>
          </select>
        </label>
        {shape.value === "chart" && isTimed(model) && (
          <label>
            Scale{" "}
            <select
              value={scaleKind.value}
              onChange={(event) =>
                (scaleKind.value = event.currentTarget.value === "steps" ? "steps" : "time")
              }
            >
              <option value="time">Time</option>
              <option value="steps">One width a step</option>
            </select>
          </label>
        )}
      </div>
      {shape.value === "chart" ? <Chart model={model} /> : <TimelineTable model={model} />}
    </div>
  );
}
