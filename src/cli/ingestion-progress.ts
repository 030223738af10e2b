import type { Writable } from "node:stream";
import { plural } from "../report/counts.ts";
import { writeLine } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** What taking in documents has come to. */
export interface Tally {
  added: number;
  changed: number;
  known: number;
  failed: number;
  chunks: number;
}

/** Tells how far the work is. What it counts as stored is stored, whatever happens to the process after. */
export interface Progress {
  step(what: string, text: string): void;
  problem(message: string): void;
  end(): void;
}

const barWidth = 24;

function bar(done: number, total: number): string {
  const full = total === 0 ? barWidth : Math.round((done / total) * barWidth);
  return `[${"#".repeat(full)}${"-".repeat(barWidth - full)}]`;
}

function columnsOf(stream: Writable): number | null {
  if (!("isTTY" in stream) || stream.isTTY !== true) return null;
  return "columns" in stream && typeof stream.columns === "number" ? stream.columns : 80;
}

/** A bar that moves on a terminal; a line for each document elsewhere. */
export function createProgress({ stderr }: Pick<Terminal, "stderr">, total: number): Progress {
  const columns = columnsOf(stderr);
  let done = 0;
  const clear = (): void => {
    if (columns !== null) stderr.write("\r\u001b[K");
  };
  return {
    step(what, text) {
      done++;
      const line = `${done}/${total} ${what}: ${text}`;
      if (columns === null) writeLine(stderr, line);
      else stderr.write(`\r\u001b[K${`${bar(done, total)} ${line}`.slice(0, columns - 1)}`);
    },
    problem(message) {
      clear();
      writeLine(stderr, message);
    },
    end: clear,
  };
}

/** The tally in one line. */
export function tallyLine({ added, changed, known, failed, chunks }: Tally): string {
  const failures = failed === 0 ? "" : `, ${failed} not readable`;
  return `${plural(chunks, "passage")} stored: ${plural(added, "document")} added, ${changed} changed, ${known} known already${failures}`;
}
