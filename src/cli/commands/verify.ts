import { findLayout, shownPath } from "../../project/layout.ts";
import type { Layout } from "../../project/layout.ts";
import type { LoggedAttrs } from "../../recording/recording.ts";
import { textDiff } from "../../report/diff.ts";
import type { FileChange } from "../../scaffold/change.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { openLineFile } from "../line-file.ts";
import { attrsChange, keptRecordings, recordingChange, writeRecordings } from "../recording-files.ts";
import type { KeptRecordings } from "../recording-files.ts";
import { runnableProgram } from "../runnable-program.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import {
  changedAttrs,
  changedAttrsText,
  isAsExpected,
  verifiedJson,
  verifiedText,
  verifySummary,
} from "../verify-report.ts";
import { verifyRequest } from "../verify-request.ts";
import type { VerifiedRequest } from "../verify-request.ts";
import { verifySubjects } from "../verify-subjects.ts";

/** What the steps log: as they do now, and where nothing was run that says so, as it was recorded. */
function attrsNow(kept: KeptRecordings, verified: readonly VerifiedRequest[]): LoggedAttrs {
  const now = new Map(verified.flatMap(({ attrs }) => [...(attrs ?? [])]));
  const compared = verified.reduce((sum, { recordings }) => sum + recordings.length, 0);
  return compared === kept.recordings.length ? now : new Map([...kept.attrs, ...now]);
}

/** The files of the recordings that would be written otherwise now. */
function staleFiles(
  layout: Layout,
  kept: KeptRecordings,
  verified: readonly VerifiedRequest[],
  attrs: LoggedAttrs,
): readonly FileChange[] {
  const recordings = verified.flatMap((one) =>
    one.recordings.map(({ name, before, now }) => recordingChange(layout, name, before, now)),
  );
  const all = kept.recordings.length === 0 ? recordings : [...recordings, attrsChange(layout, kept, attrs)];
  return all.filter(({ before, after }) => before !== after);
}

/** `ragstep verify`: runs requests again and holds each against what its file expects and against its recordings. */
export const verifyCommand: Command = {
  name: "verify",
  summary: "Run requests again and compare each with what it expects and with its recording",
  argument: {
    name: "folder",
    summary: "request files, or recordings; when absent `test/fixtures/requests` and all that was recorded",
    required: false,
  },
  flags: [
    { name: "update", summary: "Show how the recordings differ, and write them as the runs are now" },
    ...layoutFlags,
    formatFlag,
    { name: "log", value: "FILE", summary: "Append the log of all runs as JSON Lines" },
  ],
  examples: [
    { line: "ragstep verify", does: "Run all request files of the project, each against its recording" },
    { line: "ragstep verify --update", does: "Take over what the runs do now, and show what that changes" },
    {
      line: "ragstep verify test/fixtures/requests --log .ragstep/verify.log",
      does: "Keep the log too, for `ragstep coverage`",
    },
  ],
  async run(args, terminal) {
    const { cwd, env, stdout, stderr } = terminal;
    const layout = await findLayout(cwd, layoutFrom(args));
    const kept = keptRecordings(layout);
    const subjects = await verifySubjects(layout, cwd, args.argument, kept.recordings);
    const program = await runnableProgram(layout);
    const json = flagValue(args, "format") === "json";
    const path = flagValue(args, "log");
    const problem = (message: string): void =>
      writeLine(stderr, `${paletteFor(stderr, env).red("error")} ${message}`);
    const palette = paletteFor(stdout, env);
    const log = path === undefined ? null : openLineFile("log", path, cwd, problem);
    const verified: VerifiedRequest[] = [];
    try {
      for (const subject of subjects) {
        const one = await verifyRequest({ program, layout, terminal, log }, subject);
        if (terminal.interrupted.aborted) return exitCode.interrupted;
        verified.push(one);
        if (!json) writeLine(stdout, verifiedText(one, palette));
      }
    } finally {
      log?.close();
    }
    const now = attrsNow(kept, verified);
    const attrs = kept.recordings.length === 0 ? [] : changedAttrs(kept.attrs, now);
    if (!json && attrs.length > 0) writeLine(stdout, changedAttrsText(attrs, palette));
    writeLine(stdout, json ? verifiedJson(verified, attrs) : verifySummary(verified));
    if (!args.flags.has("update"))
      return attrs.length === 0 && verified.every(isAsExpected) ? exitCode.clean : exitCode.problems;
    const stale = staleFiles(layout, kept, verified, now);
    // Beside data for a program, the differences are for whoever watches.
    const told = json ? stderr : stdout;
    for (const { path: file, before, after } of stale)
      writeLine(told, textDiff(shownPath(layout, file), before ?? "", after ?? ""));
    writeLine(told, await writeRecordings(layout, program.graph, stale));
    return verified.every(({ report }) => report.mismatches.length === 0)
      ? exitCode.clean
      : exitCode.problems;
  },
};
