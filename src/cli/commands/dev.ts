import { resolve } from "node:path";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { findLayout, shownPath } from "../../project/layout.ts";
import { readRequestFile } from "../../project/request-file.ts";
import { plural } from "../../report/counts.ts";
import { schemaVersion } from "../../report/json.ts";
import type { Palette } from "../../report/palette.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import type { DevThreadData } from "../dev/messages.ts";
import { supervise } from "../dev/supervise.ts";
import type { Shown } from "../dev/supervise.ts";
import { exitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

/** A checkout saves many files, of which a few tell enough. */
const namedFiles = 3;

function head(saved: readonly string[], palette: Palette): string {
  if (saved.length === 0) return "";
  const more = saved.length - namedFiles;
  const names = saved.slice(0, namedFiles).join(", ");
  return `${palette.cyan(more > 0 ? `${names} and ${more} more` : names)} ${palette.dim("saved")}\n`;
}

function shownText({ saved, result, latency_ms, places }: Shown, palette: Palette): string {
  const watched = `watching ${plural(places.files.length, "file")}, and new ones; Ctrl-C ends`;
  const tail = palette.dim(saved.length === 0 ? watched : `${latency_ms} ms after the save`);
  return `${head(saved, palette)}${result.text}\n${tail}\n`;
}

/** The thread's side: the same program, started by the command beside itself, serves until it is ended. */
async function serve(data: DevThreadData, terminal: Terminal): Promise<never> {
  const { serveCycles } = await import("../dev/dev-thread.ts");
  if (parentPort !== null) serveCycles(parentPort, data, terminal);
  return await new Promise<never>(() => {});
}

/** `ragstep dev`: watches the project, and after each save checks it and runs a request again. */
export const devCommand: Command = {
  name: "dev",
  summary: "Watch the project; after each save check it and run a request again",
  argument: {
    name: "request.json",
    summary: "the request to run; when absent, the fixture saved last, or the first one",
    required: false,
  },
  flags: [...layoutFlags, formatFlag],
  examples: [
    {
      line: "ragstep dev test/fixtures/requests/streamed-answer.json",
      does: "Show what is wrong, and what this request comes to, after each save",
    },
    { line: "ragstep dev --format json", does: "Write one JSON object a line for each save, for an editor" },
  ],
  async run(args, terminal) {
    if (!isMainThread) return await serve(workerData, terminal);
    const { cwd, env, stdout, stderr, interrupted, stdoutClosed } = terminal;
    const layout = await findLayout(cwd, layoutFrom(args));
    const request = args.argument === undefined ? null : resolve(cwd, args.argument);
    // A name that is mistyped is better told now than watched for.
    if (request !== null) await readRequestFile(request, args.argument ?? "");
    const json = flagValue(args, "format") === "json";
    const palette = paletteFor(stdout, env);
    const data = { cwd, layout: layoutFrom(args), colours: palette.red("x") !== "x" };
    const show = (shown: Shown): void => {
      const saved = shown.saved.map((path) => shownPath(layout, path)).toSorted();
      const { ok, data: found } = shown.result;
      if (json)
        writeLine(
          stdout,
          JSON.stringify({ schemaVersion, ok, ...found, saved, latency_ms: shown.latency_ms }),
        );
      else writeLine(stdout, `${shownText({ ...shown, saved }, palette)}\n`);
    };
    const stop = AbortSignal.any([interrupted, stdoutClosed]);
    await supervise({ data, request, output: stderr, show }, stop);
    return interrupted.aborted ? exitCode.interrupted : exitCode.clean;
  },
};
