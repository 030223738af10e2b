import { relative, resolve } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import { findRoot } from "../../project/layout.ts";
import { ingestLocation } from "../../rag/ingestion/ingest-location.ts";
import { openIngestion } from "../../rag/ingestion/open-ingestion.ts";
import { isWebAddress } from "../../rag/ingestion/read-file.ts";
import type { IngestEvent } from "../../rag/ingestion/store-feed.ts";
import { plural } from "../../report/counts.ts";
import { createSystemClock } from "../../runtime/system-clock.ts";
import { flagValue } from "../arguments.ts";
import type { Arguments, Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import type { ExitCode } from "../exit-code.ts";
import { createProgress, tallyLine } from "../ingestion-progress.ts";
import type { Progress, Tally } from "../ingestion-progress.ts";
import { readSchedule, repeated } from "../schedule.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

function marksOf(args: Arguments) {
  const authority = Number(flagValue(args, "authority") ?? 0.7);
  if (!(authority >= 0 && authority <= 1)) {
    throw new UsageError("flag-value", "`--authority` is a number from 0 to 1.", { hint: "--authority 0.7" });
  }
  const tags = (flagValue(args, "tags") ?? "").split(",").map((tag) => tag.trim());
  return { authority, tags: tags.filter((tag) => tag !== "") };
}

/** Counts what happens and shows it. */
function watch(terminal: Terminal) {
  const tally: Tally = { added: 0, changed: 0, known: 0, failed: 0, chunks: 0 };
  const palette = paletteFor(terminal.stderr, terminal.env);
  let progress: Progress = createProgress(terminal, 0);
  const shown = (location: string) =>
    isWebAddress(location) ? location : relative(terminal.cwd, location) || location;
  const report = (event: IngestEvent): void => {
    switch (event.kind) {
      case "found":
        progress = createProgress(terminal, event.total);
        return;
      case "stored":
        if (event.outcome === "added" || event.outcome === "changed") tally[event.outcome]++;
        else tally.known++;
        tally.chunks += event.chunks;
        progress.step(shown(event.location), `${event.outcome}, ${plural(event.chunks, "passage")}`);
        return;
      case "failed":
        tally.failed++;
        progress.problem(`${palette.red("error")} [${event.code}] ${event.message}`);
        progress.step(shown(event.location), "not readable");
        return;
      default:
        event satisfies never;
    }
  };
  return { tally, report, end: () => progress.end() };
}

async function ingestOnce(
  location: string,
  args: Arguments,
  terminal: Terminal,
  means: Pick<Awaited<ReturnType<typeof openIngestion>>, "ingestion" | "knowledge">,
): Promise<ExitCode> {
  const { stdout, stderr, interrupted: signal } = terminal;
  const { tally, report, end } = watch(terminal);
  try {
    await ingestLocation(location, marksOf(args), { ...means, signal, report });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    end();
  }
  writeLine(stdout, tallyLine(tally));
  if (signal.aborted) {
    writeLine(stderr, "Interrupted: what is counted is stored, and the same command goes on with the rest.");
    return exitCode.interrupted;
  }
  return tally.failed === 0 ? exitCode.clean : exitCode.problems;
}

/** `ragstep ingest`: one's own documents into the knowledge, as often as one likes. */
export const ingestCommand: Command = {
  name: "ingest",
  summary: "Take your own documents, a page or a feed into the knowledge",
  argument: { name: "folder|url", summary: "a folder, a file or an http(s) address", required: true },
  flags: [
    { name: "tags", value: "A,B", summary: "Tags for everything that is taken in" },
    {
      name: "authority",
      value: "0..1",
      summary: "How much the source counts: 1 for a law, 0.7 unless given",
    },
    {
      name: "every",
      value: "CRON",
      summary: "Do it again at these times (minute hour day month weekday), until Ctrl-C",
    },
  ],
  examples: [
    {
      line: "RAGSTEP_STORAGE_PATH=:memory: ragstep ingest test/fixtures/feeds/articles --tags prova",
      does: "Try what can be read of a folder without touching the database; without the variable it is stored",
    },
    {
      line: "ragstep ingest https://example.org/feed.xml --authority 0.8 --every @daily",
      does: "Take in what a feed names, now and each day again, until Ctrl-C",
    },
  ],
  async run(args, terminal) {
    const { cwd, env, stderr, interrupted } = terminal;
    const given = args.argument ?? "";
    const location = isWebAddress(given) ? given : resolve(cwd, given);
    marksOf(args);
    const every = flagValue(args, "every");
    const schedule = every === undefined ? null : await readSchedule(every);
    const clock = createSystemClock();
    const palette = paletteFor(stderr, env);
    const warn = (message: string): void => writeLine(stderr, `${palette.yellow("warning")} ${message}`);
    const opened = await openIngestion({ projectDirectory: findRoot(cwd), env, clock, warn });
    try {
      return await repeated(schedule, { clock, interrupted }, () =>
        ingestOnce(location, args, terminal, opened),
      );
    } finally {
      await opened.close();
    }
  },
};
