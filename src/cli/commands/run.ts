import { resolve } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import { findLayout } from "../../project/layout.ts";
import { readRequestFile } from "../../project/request-file.ts";
import type { Command } from "../command.ts";
import type { ExitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { runLogFlags } from "../run-log-flags.ts";
import { flagValue } from "../arguments.ts";
import { noRequest, startSession } from "../start-session.ts";
import type { Terminal } from "../terminal.ts";

/** Only a run with a schedule loads what reads one. */
async function onSchedule(
  every: string,
  { interrupted }: Terminal,
  once: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const { readSchedule, repeated } = await import("../schedule.ts");
  const { createSystemClock } = await import("../../runtime/system-clock.ts");
  return await repeated(await readSchedule(every), { clock: createSystemClock(), interrupted }, once);
}

/** `ragstep run`: the log on stderr, exactly the client's bytes on stdout. */
export const runCommand: Command = {
  name: "run",
  summary: "Run a request through the diagram",
  argument: {
    name: "request.json",
    summary: "the file of the request; with --entry it may be left out, for runs that no request starts",
    required: false,
  },
  flags: [
    { name: "entry", value: "NODE", summary: "Where to start, when not at `Start` or the only entry" },
    {
      name: "every",
      value: "CRON",
      summary: "Run it again at these times (minute hour day month weekday), until Ctrl-C",
    },
    ...layoutFlags,
    formatFlag,
    ...runLogFlags,
  ],
  examples: [
    {
      line: "ragstep run test/fixtures/requests/streamed-answer.json",
      does: "Walk the diagram; the log goes to stderr, the answer to stdout",
    },
    {
      line: "ragstep run test/fixtures/requests/json-answer.json --format json --log run.log --trace run.trace",
      does: "Give the whole run as one JSON object, and keep its log and its events",
    },
    {
      line: "ragstep run --entry RSSMonitor --every @daily",
      does: "Look at the feeds that the settings name, now and each day again, until Ctrl-C",
    },
  ],
  async run(args, terminal) {
    const file = args.argument;
    if (file === undefined && flagValue(args, "entry") === undefined) {
      throw new UsageError("missing-argument", "`ragstep run` wants the file of the request.", {
        hint: "ragstep run <request.json>",
      });
    }
    const [request, layout] = await Promise.all([
      file === undefined ? noRequest(terminal.cwd) : readRequestFile(resolve(terminal.cwd, file), file),
      findLayout(terminal.cwd, layoutFrom(args)),
    ]);
    const once = () => startSession({ args, terminal, layout, request });
    const every = flagValue(args, "every");
    return every === undefined ? await once() : await onSchedule(every, terminal, once);
  },
};
