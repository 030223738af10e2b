import type { Command } from "../command.ts";
import { flagValue } from "../arguments.ts";
import { layoutFlags, layoutFrom } from "../layout-flags.ts";
import { otlpFlag } from "../open-tracing.ts";
import { serveProject } from "../serve-project.ts";

/** `ragstep serve`: the project behind HTTP, until it is told to end. */
export const serveCommand: Command = {
  name: "serve",
  summary: "Serve the diagram over HTTP: each request is a run",
  flags: [
    { name: "port", value: "PORT", summary: "Where to listen; 8105 when not configured, 0 for any free one" },
    {
      name: "host",
      value: "HOST",
      summary: "The address to listen on; this machine alone when not configured",
    },
    { name: "config", value: "FILE", summary: "The configuration, when not the nearest one" },
    ...layoutFlags,
    { name: "log", value: "FILE", summary: "Append the log of the steps as JSON Lines" },
    otlpFlag,
  ],
  examples: [
    { line: "ragstep serve", does: "Serve on this machine, until Ctrl-C" },
    {
      line: "ragstep serve --host 0.0.0.0 --port 8080 --log run.log",
      does: "Serve other machines too, which wants tokens in the configuration, and keep the log",
    },
  ],
  run: (args, terminal) =>
    serveProject(terminal, {
      layout: { ...layoutFrom(args), config: flagValue(args, "config") },
      host: flagValue(args, "host"),
      port: flagValue(args, "port"),
      log: flagValue(args, "log"),
      otlp: flagValue(args, "otlp"),
    }),
};
