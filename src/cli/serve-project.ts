import { resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import { loadEnvironment } from "../project/load-environment.ts";
import { findLayout } from "../project/layout.ts";
import type { LayoutFlags } from "../project/layout.ts";
import { createSystemIds } from "../runtime/ids.ts";
import { createSystemClock } from "../runtime/system-clock.ts";
import { knownTokens } from "../server/auth.ts";
import { createHost } from "../server/host.ts";
import { refuseOpenHost } from "../server/loopback.ts";
import { openSqliteRunStore } from "../server/runs/sqlite-run-store.ts";
import { pageRoutes } from "../server/page.ts";
import { listen } from "../server/serve.ts";
import { readServerSettings } from "../server/server-settings.ts";
import { exitCode } from "./exit-code.ts";
import type { ExitCode } from "./exit-code.ts";
import { openTracing } from "./open-tracing.ts";
import { projectFiles } from "./project-files.ts";
import { openServerLog } from "./server-log.ts";
import { paletteFor, writeLine } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { runnableProgram } from "./runnable-program.ts";
import { packageVersion } from "./version.ts";

/** What a person asked for. */
export interface ServeOptions {
  readonly layout: LayoutFlags;
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly log: string | undefined;
  /** Where traces go. */
  readonly otlp: string | undefined;
}

/** Sending the last spans may take a while after the grace period, but nobody waits long for a collector that is away. */
const sendingMs = { least: 1000, most: 3000 } as const;

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(
    "flag-value",
    `\`--port\` wants a number from 0 to 65535, and \`${text}\` was given.`,
    {
      hint: "--port 8105",
    },
  );
}

/** Resolves once the process is told to end. */
async function toldToEnd({ interrupted }: Terminal): Promise<void> {
  if (interrupted.aborted) return;
  await new Promise<void>((settle) => interrupted.addEventListener("abort", () => settle(), { once: true }));
}

/** Serves a project until the terminal is interrupted; then ends what is under way and closes everything. */
export async function serveProject(terminal: Terminal, options: ServeOptions): Promise<ExitCode> {
  const layout = await findLayout(terminal.cwd, options.layout);
  const configured = readServerSettings(layout.server);
  const settings = {
    ...configured,
    host: options.host ?? configured.host,
    port: options.port === undefined ? configured.port : portOf(options.port),
  };
  refuseOpenHost(settings);
  const { stderr, stdout, env } = terminal;
  const palette = paletteFor(stderr, env);
  const warn = (message: string) => writeLine(stderr, `${palette.yellow("warning")} ${message}`);
  const world = { clock: createSystemClock(), ids: createSystemIds(), random: Math.random };
  const program = await runnableProgram(layout);
  const telemetry = await openTracing(terminal, options.otlp, warn);
  const environment = await loadEnvironment(layout, {
    projectDirectory: layout.root,
    env,
    ...world,
    tokens: knownTokens(settings),
    tracing: telemetry?.tracing,
    warn,
  });
  let graceMs: number = settings.timeouts.grace_ms;
  const log = openServerLog(terminal, options.log, warn);
  try {
    const { path, keep, keep_days: keepDays } = settings.runs;
    const file = path === ":memory:" ? path : resolve(layout.root, path);
    const runs = openSqliteRunStore({ path: file, ...world, keep, keepDays, warn });
    try {
      const host = createHost({
        program,
        environment,
        runs,
        files: projectFiles(layout, program.graph),
        settings,
        ...world,
        logger: log.logger,
        observers: telemetry === null ? [] : [telemetry.runTracer(program.graph)],
        linesDropped: log.dropped,
        version: packageVersion(),
        warn,
      });
      const server = await listen(host, [pageRoutes()]);
      writeLine(stdout, `ragstep serves on ${server.url}`);
      await toldToEnd(terminal);
      writeLine(stderr, palette.dim("ending: no new runs; those under way may end"));
      const told = world.clock.monotonic();
      await server.stop();
      graceMs -= world.clock.monotonic() - told;
    } finally {
      await runs.close();
    }
  } finally {
    await environment?.close?.();
    log.close();
    await telemetry?.close(Math.max(sendingMs.least, Math.min(sendingMs.most, Math.round(graceMs))));
  }
  return exitCode.clean;
}
