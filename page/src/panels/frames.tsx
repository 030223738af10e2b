import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { counted, duration } from "../data/times.ts";
import { answerOf } from "../model/answer.ts";
import type { Frame, RunModel } from "../model/run-model.ts";
import { byteSize } from "../model/told.ts";
import { windowOf } from "../model/window-of.ts";
import { keepInSight } from "./keep-in-sight.ts";
import { position, visitHere } from "./run-position.ts";
import { opened } from "./run-session.ts";
import "./frames.css";

/** Frames around the latest, before one asks for all. */
const shownAtOnce = 300;

function FrameRow({
  frame,
  place,
  sent,
}: {
  readonly frame: Frame;
  readonly place: number;
  readonly sent: boolean;
}) {
  return (
    <tr class="frames-row" data-sent={sent}>
      <td>{place + 1}</td>
      <td>{duration(frame.at)}</td>
      <td>{byteSize(frame.bytes)}</td>
      <td class="frames-text">
        {frame.text === null ? `text, ${byteSize(frame.bytes)}, masked` : frame.text.trimEnd()}
      </td>
    </tr>
  );
}

/** How many frames had gone out where the run is stood at. */
function countSent(frames: readonly Frame[]): number {
  const here = visitHere.value;
  if (position.value === null || here === null) return frames.length;
  const until = here.last ?? Infinity;
  const later = frames.findIndex(({ n }) => n > until);
  return later === -1 ? frames.length : later;
}

function Assembled({ frames }: { readonly frames: readonly Frame[] }) {
  const { text, others, hidden } = useMemo(() => answerOf(frames), [frames]);
  return (
    <section class="frames-answer" aria-labelledby="frames-answer-title">
      <h3 id="frames-answer-title">The answer so far</h3>
      {hidden > 0 && (
        <p class="frames-dim">{counted(hidden, "frame")} masked, or no longer held in clear by the server.</p>
      )}
      {text !== "" && <p class="frames-assembled">{text}</p>}
      {others.map(({ name, data }, i) => (
        <p key={i} class="frames-other">
          <span class="frames-dim">{name}</span> <code>{data}</code>
        </p>
      ))}
    </section>
  );
}

/** The parts of the answer as they went out. */
export function Frames({ model }: { readonly model: RunModel }) {
  const [all, setAll] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const { frames } = model;
  const sent = countSent(frames);
  const gone = useMemo(() => frames.slice(0, sent), [frames, sent]);
  const live = opened.value?.state === "live";
  const { shown, first } = windowOf(frames, sent, all ? frames.length : shownAtOnce);
  useEffect(() => {
    const rows = list.current?.querySelectorAll("[data-sent='true']");
    keepInSight(rows?.[rows.length - 1]);
  }, [sent]);
  if (frames.length === 0)
    return (
      <p class="frames-dim">
        {live
          ? "No frame has gone out yet."
          : "The answer did not go out in frames: it was one body, or there was none."}
      </p>
    );
  return (
    <div class="frames">
      <Assembled frames={gone} />
      <section class="frames-list" aria-labelledby="frames-list-title">
        <h3 id="frames-list-title">
          {sent} of {counted(frames.length, "frame")},{" "}
          {byteSize(gone.reduce((sum, { bytes }) => sum + bytes, 0))}
        </h3>
        <div class="frames-wide" ref={list} tabIndex={0} role="group" aria-label="Frames">
          <table class="facts-table">
            <thead>
              <tr>
                <th scope="col">No.</th>
                <th scope="col">At</th>
                <th scope="col">Size</th>
                <th scope="col">Text</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((frame, i) => (
                <FrameRow key={frame.n} frame={frame} place={first + i} sent={first + i < sent} />
              ))}
            </tbody>
          </table>
        </div>
        {!all && shown.length < frames.length && (
          <button type="button" onClick={() => setAll(true)}>
            Show all {frames.length} frames
          </button>
        )}
      </section>
    </div>
  );
}
