import type { Writable } from "node:stream";
import { ansiPalette, plainPalette } from "../report/palette.ts";
import type { Palette } from "../report/palette.ts";

/** Where a command reads and writes: handed in, so that a command never asks the process. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Aborted when nobody reads stdout any more, as with `ragstep run … | head`. */
  readonly stdoutClosed: AbortSignal;
  /** Asks a person for one line of text; null when there is nobody to ask. Absent: there is nobody. */
  readonly ask?: (question: string) => Promise<string | null>;
}

/** Colours for one stream: `NO_COLOR` wins, then `FORCE_COLOR`, then whether it is a terminal. */
export function paletteFor(stream: Writable, env: Terminal["env"]): Palette {
  if (env["NO_COLOR"]) return plainPalette;
  if (env["FORCE_COLOR"] !== undefined) return env["FORCE_COLOR"] === "0" ? plainPalette : ansiPalette;
  const isTerminal = "isTTY" in stream && stream.isTTY === true;
  return isTerminal && env["TERM"] !== "dumb" ? ansiPalette : plainPalette;
}

/** Writes a text and a line break, unless the text is empty. */
export function writeLine(stream: Writable, text: string): void {
  if (text !== "") stream.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Resolves when everything written before has left the process; a stream that broke has nothing left to write. */
export async function drained(stream: Writable): Promise<void> {
  if (stream.destroyed || stream.writableLength === 0) return;
  await new Promise<void>((resolve) => {
    stream.once("error", () => resolve());
    stream.write("", () => resolve());
  });
}
