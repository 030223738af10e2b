import { resolve } from "node:path";
import { findLayout } from "../../project/layout.ts";
import { readRequestFile } from "../../project/request-file.ts";
import type { Command } from "../command.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { runLogFlags } from "../run-log-flags.ts";
import { startSession } from "../start-session.ts";

/** `ragstep run`: the log on stderr, exactly the client's bytes on stdout. */
export const runCommand: Command = {
  name: "run",
  summary: "Run a request through the diagram",
  argument: { name: "request.json", summary: "the file of the request", required: true },
  flags: [
    { name: "entry", value: "NODE", summary: "Where to start, when not at `Start` or the only entry" },
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
  ],
  async run(args, terminal) {
    const file = args.argument ?? "";
    const [request, layout] = await Promise.all([
      readRequestFile(resolve(terminal.cwd, file), file),
      findLayout(terminal.cwd, layoutFrom(args)),
    ]);
    return await startSession({ args, terminal, layout, request });
  },
};
